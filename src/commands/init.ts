import { basename, join } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag, sideFlags } from '../cli/flags.ts';
import { sidesRequest } from '../cli/shared-request.ts';
import { runInit } from '../pipeline/init.ts';
import { initText } from '../reporters/init-text.ts';

export default class Init extends BaseCommand {
  static override summary = 'write what was found in this repository to parity.yaml';
  static override description =
    'Writes a commented parity.yaml: the inputs that were chosen for each side and what else was found, the services ' +
    'with their code and their names on both sides, and what their code requires. A check with it says what one without ' +
    'it says. Where the file is there, only what is new is added; everything else in it stays as it is.';
  static override examples = [
    '<%= config.bin %> init --dry-run',
    '<%= config.bin %> init --target kustomize:overlays/prod',
    '<%= config.bin %> init --force',
  ];
  static override flags = {
    ...sideFlags,
    'dry-run': Flags.boolean({ summary: 'show the difference and write nothing', env: 'PARITY_DRY_RUN' }),
    force: Flags.boolean({ summary: 'write a new file in place of the one that is there', env: 'PARITY_FORCE' }),
    format: formatFlag(['text', 'json']),
  };

  protected async answer(): Promise<Answer> {
    const { flags } = await this.parse(Init);
    const { root, ...ports } = this.openPorts(flags);
    const sides = await sidesRequest(flags, { tool: this.tool, root, files: ports.files, isFresh: flags.force });
    const asked = { app: basename(root), replace: flags.force, dryRun: flags['dry-run'] };
    const { document, text } = await runInit({ ...sides, ...asked }, ports);
    const json = flags.json || flags.format === 'json';
    return {
      text: json
        ? `${JSON.stringify(document, null, 2)}\n`
        : initText(document, { ...this.medium, quiet: flags.quiet }),
      exit: document.complete ? 'ok' : 'cannot-check',
      ...(text !== undefined && {
        written: { path: join(root, document.path), text, isNew: document.change === 'created' },
      }),
    };
  }
}
