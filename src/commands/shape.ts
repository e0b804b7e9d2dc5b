import * as Args from '@oclif/core/args';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { formatFlag, serviceFlag } from '../cli/flags.ts';
import { repositoryRequest } from '../cli/shared-request.ts';
import { runShape } from '../pipeline/shape.ts';
import { shapeTree } from '../reporters/shape-tree.ts';

export default class Shape extends BaseCommand {
  static override summary = 'print what the services of one environment receive, every value with its origin';
  static override description =
    'Prints the merged shape of an environment: variables, ports, mounts and secrets of each service after all sources ' +
    'have had their say, and the place each one comes from. Secret values are never printed.';
  static override examples = [
    '<%= config.bin %> shape local',
    '<%= config.bin %> shape production --service web --json',
  ];
  static override args = {
    env: Args.string({ ignoreStdin: true, description: 'the environment; the target when left out' }),
  };
  static override flags = { service: serviceFlag, format: formatFlag(['tree', 'json']) };

  protected async answer(): Promise<Answer> {
    const { flags, args } = await this.parse(Shape);
    const { root, ...ports } = this.openPorts(flags);
    const repository = await repositoryRequest({ tool: this.tool, root, files: ports.files });
    const environment = args.env === undefined ? {} : { environment: args.env };
    const document = await runShape({ ...repository, ...environment, services: flags.service }, ports);
    const json = flags.json || flags.format === 'json';
    const text = json
      ? `${JSON.stringify(document, null, 2)}\n`
      : shapeTree(document, { ...this.medium, quiet: flags.quiet });
    return { text, exit: document.complete ? 'ok' : 'cannot-check' };
  }
}
