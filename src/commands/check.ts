import * as Flags from '@oclif/core/flags';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag, listFlag, serviceFlag, sideFlags } from '../cli/flags.ts';
import { pathInRepository } from '../cli/root.ts';
import { pathFromRoot, sidesRequest } from '../cli/shared-request.ts';
import { sourceLines } from '../cli/source-lines.ts';
import { stepSummaryFile } from '../cli/step-summary.ts';
import { verdictOf } from '../findings/report.ts';
import { runCheck } from '../pipeline/check.ts';

export default class Check extends BaseCommand {
  static override summary = 'compare code, local configuration and target, and say what does not match';
  static override description =
    'Reads the code, the local side (compose, dotenv, Procfile) and the target (manifests, kustomize, helm) of this ' +
    'repository, and reports what one has and another lacks. Needs no configuration; parity.yaml says what inference cannot know.';
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check --target kustomize:overlays/prod --fail-on warning',
    '<%= config.bin %> check --json --output report.json',
  ];
  static override flags = {
    ...sideFlags,
    service: serviceFlag,
    rule: listFlag({
      summary: 'only this rule, or all of one dimension (env)',
      env: 'PARITY_RULE',
      helpValue: 'ID',
    }),
    'fail-on': Flags.option({
      summary: 'exit 1 for findings at this level or above',
      env: 'PARITY_FAIL_ON',
      options: ['error', 'warning', 'info', 'never'] as const,
      default: 'error' as const,
    })(),
    verbose: Flags.boolean({
      summary: 'print sources, pairing with its reasons, and what was left out',
      env: 'PARITY_VERBOSE',
      exclusive: ['quiet'],
    }),
    baseline: Flags.string({
      summary: 'leave out the findings of this file, which `baseline` wrote',
      env: 'PARITY_BASELINE',
      helpValue: 'FILE',
    }),
    strict: Flags.boolean({ summary: 'what cannot be resolved is a finding', env: 'PARITY_STRICT' }),
    format: formatFlag(['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']),
  };

  protected async answer(): Promise<Answer> {
    const { flags } = await this.parse(Check);
    const { root, ...ports } = this.openPorts(flags);
    const sides = await sidesRequest(flags, { tool: this.tool, root, files: ports.files });
    const baseline = flags.baseline === undefined ? {} : { baseline: pathFromRoot(flags.baseline, flags, root) };
    const asked = { services: flags.service, rules: flags.rule, strict: flags.strict, ...baseline };
    const report = await runCheck({ ...sides, ...asked }, ports);
    // Only a run that has something to report needs these.
    const [{ REPORTERS }, { ruleCatalogue }] = await Promise.all([
      import('../reporters/index.ts'),
      import('../pipeline/rule-catalogue.ts'),
    ]);
    const render = REPORTERS[flags.json ? 'json' : flags.format];
    const options = {
      ...this.medium,
      verbose: flags.verbose,
      quiet: flags.quiet,
      frames: await sourceLines(report, ports.files),
      rules: await ruleCatalogue(sides.config),
      pathPrefix: pathInRepository(root),
    };
    const stepSummary = flags.format === 'github' && !flags.json ? stepSummaryFile() : undefined;
    return {
      text: render(report, options),
      exit: verdictOf(report, flags['fail-on']),
      ...(stepSummary && { appended: { path: stepSummary, text: REPORTERS.markdown(report, options) } }),
    };
  }
}
