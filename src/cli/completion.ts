import type { Command } from '@oclif/core';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell needs to know of one command. */
interface Words {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagWord[];
  /** What its argument can be, where that is a list. */
  readonly values: readonly string[];
}

interface FlagWord {
  readonly name: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

/** A completion script made from what the commands declare. */
export function completionScript(shell: Shell, commands: readonly Command.Loadable[]): string {
  const words = commands
    .filter((command) => !command.hidden)
    .map(wordsOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  switch (shell) {
    case 'bash':
      return bash(words);
    case 'zsh':
      return zsh(words);
    case 'fish':
      return fish(words);
    default:
      return shell satisfies never;
  }
}

function wordsOf(command: Command.Loadable): Words {
  const flags = Object.values(command.flags).map((flag) => ({
    name: flag.name,
    summary: flag.summary ?? '',
    takesValue: flag.type === 'option',
    values: flag.type === 'option' ? (flag.options ?? []) : [],
  }));
  const values = Object.values(command.args).flatMap((arg) => arg.options ?? []);
  const sorted = flags.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { name: command.id, summary: command.summary ?? '', flags: sorted, values };
}

function bash(words: readonly Words[]): string {
  const commands = words.map((command) => {
    const flags = command.flags.map((flag) => `--${flag.name}`).join(' ');
    return `    ${command.name}) flags='${flags}'; values='${command.values.join(' ')}' ;;`;
  });
  const options = flagsWithValues(words).map(
    (flag) => `    --${flag.name}) COMPREPLY=($(compgen -W '${flag.values.join(' ')}' -- "$word")); return ;;`,
  );
  return `# bash completion of parity
_parity() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" flags= values=
  COMPREPLY=()
  case "$before" in
${options.join('\n')}
    --cwd|--output|--local|--target) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${words.map((command) => command.name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$flags $values --help" -- "$word"))
}
complete -o default -F _parity parity
`;
}

function zsh(words: readonly Words[]): string {
  const names = words.map((command) => `    ${quoted(`${command.name}:${command.summary}`)}`);
  const cases = words.map((command) => {
    const flags = command.flags.map((flag) => {
      const action = flag.takesValue
        ? `:${flag.name}:${flag.values.length > 0 ? `(${flag.values.join(' ')})` : '_files'}`
        : '';
      return `      ${quoted(`--${flag.name}[${flag.summary.replace(/[[\]:]/g, ' ')}]${action}`)}`;
    });
    const argument = command.values.length > 0 ? [`      ${quoted(`1:argument:(${command.values.join(' ')})`)}`] : [];
    return `    ${command.name}) _arguments \\\n${[...flags, ...argument].join(' \\\n')} ;;`;
  });
  return `#compdef parity
# zsh completion of parity
_parity() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _parity parity
`;
}

function fish(words: readonly Words[]): string {
  const lines = words.flatMap((command) => [
    `complete -c parity -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
    ...command.flags.map((flag) => {
      const value = flag.values.length > 0 ? ` -x -a ${quoted(flag.values.join(' '))}` : flag.takesValue ? ' -r' : '';
      return `complete -c parity -n '__fish_seen_subcommand_from ${command.name}' -l ${flag.name}${value} -d ${quoted(flag.summary)}`;
    }),
    ...(command.values.length > 0
      ? [
          `complete -c parity -f -n '__fish_seen_subcommand_from ${command.name}' -a ${quoted(command.values.join(' '))}`,
        ]
      : []),
  ]);
  return `# fish completion of parity\n${lines.join('\n')}\n`;
}

function flagsWithValues(words: readonly Words[]): FlagWord[] {
  const merged = new Map<string, FlagWord>();
  for (const flag of words.flatMap((command) => command.flags)) {
    const values = [...new Set([...(merged.get(flag.name)?.values ?? []), ...flag.values])];
    merged.set(flag.name, { ...flag, values });
  }
  return [...merged.values()].filter((flag) => flag.values.length > 0);
}

/** One word of a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
