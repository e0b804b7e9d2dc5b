import * as Flags from '@oclif/core/flags';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag, listFlag, serviceFlag, sideFlags } from '../cli/flags.ts';
import { sidesRequest } from '../cli/shared-request.ts';
import { runFix } from '../pipeline/fix.ts';
import { fixText } from '../reporters/fix-text.ts';

export default class Fix extends BaseCommand {
  static override summary = 'show, and with --write make, the changes that mend findings for certain';
  static override description =
    'Each change is tried on a copy of the repository, and counts when its finding is gone then and nothing new is found. ' +
    'Remarks, order and quotes stay as they are. What belongs to an environment by nature, and what is secret, is left to a person.';
  static override examples = ['<%= config.bin %> fix', '<%= config.bin %> fix --rule port/mismatch --write'];
  static override flags = {
    ...sideFlags,
    service: serviceFlag,
    rule: listFlag({
      summary: 'only findings of this rule (env/missing) or dimension (env)',
      env: 'PARITY_RULE',
      helpValue: 'RULE',
    }),
    write: Flags.boolean({ summary: 'change the files', env: 'PARITY_WRITE', default: false }),
    format: formatFlag(['text', 'json']),
  };

  protected async answer(): Promise<Answer> {
    const { flags } = await this.parse(Fix);
    const { root, ...ports } = this.openPorts(flags);
    const sides = await sidesRequest(flags, { tool: this.tool, root, files: ports.files });
    const asked = { services: flags.service, rules: flags.rule, strict: false, write: flags.write };
    const document = await runFix({ ...sides, ...asked }, ports, this.openFiles);
    const json = flags.json || flags.format === 'json';
    return { text: json ? `${JSON.stringify(document, null, 2)}\n` : fixText(document, this.medium), exit: 'ok' };
  }
}
