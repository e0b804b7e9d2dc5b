import * as Args from '@oclif/core/args';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag, sideFlags } from '../cli/flags.ts';
import { sidesRequest } from '../cli/shared-request.ts';
import { runExplain } from '../pipeline/explain.ts';
import { explanationText } from '../reporters/explanation-text.ts';

export default class Explain extends BaseCommand {
  static override summary = 'explain a rule, the rules of a dimension, or one finding with its whole derivation';
  static override description =
    'For a rule: what it detects, why it matters, before, after, and when to ignore it. For a dimension: its rules. For the id of a finding: which ' +
    'facts led to it, which took precedence, and why it has its level.';
  static override examples = ['<%= config.bin %> explain env/missing', '<%= config.bin %> explain 1f0c9d2ab34e'];
  static override args = {
    'rule-or-finding': Args.string({
      required: true,
      ignoreStdin: true,
      description: 'id of a rule or of a finding, or a dimension (env)',
    }),
  };
  static override flags = { ...sideFlags, format: formatFlag(['text', 'json']) };

  protected async answer(): Promise<Answer> {
    const { flags, args } = await this.parse(Explain);
    const { root, ...ports } = this.openPorts(flags);
    const sides = await sidesRequest(flags, { tool: this.tool, root, files: ports.files });
    const subject = args['rule-or-finding'];
    const explanation = await runExplain({ ...sides, services: [], rules: [], strict: false, subject }, ports);
    const json = flags.json || flags.format === 'json';
    return {
      text: json ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, this.medium),
      exit: 'ok',
    };
  }
}
