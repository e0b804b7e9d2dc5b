import * as Args from '@oclif/core/args';
import { type Answer, BaseCommand } from '../cli/base-command.ts';
import { completionScript, SHELLS } from '../cli/completion.ts';
import { ruleIds } from '../pipeline/rule-ids.ts';

export default class Completion extends BaseCommand {
  static override summary = 'print a completion script for a shell';
  static override description =
    'bash: add `source <(parity completion bash)` to ~/.bashrc. zsh: add `source <(parity completion zsh)` to ~/.zshrc, ' +
    'after compinit. fish: parity completion fish > ~/.config/fish/completions/parity.fish';
  static override examples = ['source <(<%= config.bin %> completion bash)'];
  static override args = {
    shell: Args.string({ ignoreStdin: true, description: 'the shell', required: true, options: [...SHELLS] }),
  };

  protected async answer(): Promise<Answer> {
    const { flags, args } = await this.parse(Completion);
    this.openSink(flags);
    const shell = SHELLS.find((candidate) => candidate === args.shell) ?? 'bash';
    const script = completionScript(shell, this.config.commands, ruleIds());
    return { text: flags.json ? `${JSON.stringify({ shell, script }, null, 2)}\n` : script, exit: 'ok' };
  }
}
