import type { Config } from '@oclif/core/config';
import { Help } from '@oclif/core/help';
import { EXIT_CODES } from '../errors.ts';

/** Help of one command, or of the program; both end with the table of exit codes. */
export function helpText(config: Config, command: string | undefined): string {
  const help = new ReadableHelp(config, { stripAnsi: true, hideAliasesFromRoot: true });
  const found = command === undefined ? undefined : config.findCommand(command);
  const body = found ? help.formatCommand(found) : help.program();
  const codes = EXIT_CODES.map((row) => `  ${String(row.code).padStart(3)}  ${row.meaning}`);
  return `${body.trimEnd()}\n\nEXIT CODES\n${codes.join('\n')}\n`;
}

class ReadableHelp extends Help {
  /** A list that is empty unless somebody fills it has no default that would tell anything. */
  override formatCommand(command: Parameters<Help['formatCommand']>[0]): string {
    const flags = Object.entries(command.flags).map(([name, flag]) => {
      const isEmptyList = 'default' in flag && Array.isArray(flag.default) && flag.default.length === 0;
      return [name, isEmptyList ? { ...flag, default: undefined } : flag] as const;
    });
    return super.formatCommand({ ...command, flags: Object.fromEntries(flags) });
  }

  program(): string {
    return `${this.formatRoot()}\n${this.formatCommands(this.sortedCommands)}`;
  }
}
