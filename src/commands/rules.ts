import * as Args from '@oclif/core/args';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag } from '../cli/flags.ts';
import { repositoryRequest } from '../cli/shared-request.ts';
import { rulesNamed } from '../pipeline/rule-catalogue.ts';
import { rulesText } from '../reporters/explanation-text.ts';
import { ruleIndex, rulePage } from '../reporters/rule-page.ts';

export default class Rules extends BaseCommand {
  static override summary = 'list the rules';
  static override description =
    'All rules, those of parity.yaml among them, or those of one dimension, with level and what each detects. `explain` tells everything of one rule.';
  static override examples = [
    '<%= config.bin %> rules',
    '<%= config.bin %> rules env',
    '<%= config.bin %> rules --json',
  ];
  static override args = {
    rule: Args.string({ ignoreStdin: true, description: 'a rule (env/missing), or a dimension (env)' }),
  };
  static override flags = { format: formatFlag(['text', 'json', 'markdown']) };

  protected async answer(): Promise<Answer> {
    const { flags, args } = await this.parse(Rules);
    const { root, files } = this.openPorts(flags);
    const { config } = await repositoryRequest({ tool: this.tool, root, files });
    const rules = await rulesNamed(args.rule, config);
    if (flags.json || flags.format === 'json') {
      const document = { schema: 'parity.rules/v1', tool: this.tool, rules };
      return { text: `${JSON.stringify(document, null, 2)}\n`, exit: 'ok' };
    }
    const [only, ...more] = rules;
    if (flags.format === 'markdown')
      return { text: only && more.length === 0 ? rulePage(only) : ruleIndex(rules), exit: 'ok' };
    return { text: rulesText(rules, this.medium), exit: 'ok' };
  }
}
