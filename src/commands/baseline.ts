import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { sideFlags } from '../cli/flags.ts';
import { sidesRequest } from '../cli/shared-request.ts';
import { baselineOf } from '../findings/baseline.ts';
import { verdictOf } from '../findings/report.ts';
import { runCheck } from '../pipeline/check.ts';

export default class Baseline extends BaseCommand {
  static override summary = 'print the findings of today, for check --baseline';
  static override description =
    'For an application with many findings: what is there today is not told again, what is new or becomes worse is. ' +
    'Entries that match nothing any more are said by check. Prints JSON.';
  static override examples = [
    '<%= config.bin %> baseline --output parity-baseline.json',
    '<%= config.bin %> check --baseline parity-baseline.json',
  ];
  static override flags = sideFlags;

  protected async answer(): Promise<Answer> {
    const { flags } = await this.parse(Baseline);
    const { root, ...ports } = this.openPorts(flags);
    const sides = await sidesRequest(flags, { tool: this.tool, root, files: ports.files });
    const report = await runCheck({ ...sides, services: [], rules: [], strict: false }, ports);
    return {
      text: `${JSON.stringify(baselineOf(report), null, 2)}\n`,
      exit: verdictOf(report, 'never'),
    };
  }
}
