import { type FlagWord, quoted, type Words } from './completion-words.ts';

export function bashCompletion(words: readonly Words[]): string {
  const names = words.map((command) => command.name).join(' ');
  const values = words.flatMap((command) => command.flags.flatMap((flag) => valueCase(command, flag)));
  const commands = words.map((command) => {
    const flags = command.flags.map((flag) => `--${flag.name}`);
    return `    ${command.name}) words=${quoted([...flags, ...command.values, '--help'].join(' '))} ;;`;
  });
  return `# bash completion of parity
_parity() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" prefix= words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${names} help --help --version' -- "$word"))
    return
  fi
  # --flag=value is three words, or one where \`=\` breaks none.
  if [ "$word" = = ]; then
    word=
  elif [ "$before" = = ]; then
    before="\${COMP_WORDS[COMP_CWORD - 2]}"
  elif [[ "$word" == --*=* ]]; then
    before="\${word%%=*}" prefix="\${word%%=*}=" word="\${word#*=}"
  fi
  case "\${COMP_WORDS[1]} $before" in
${values.join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.join('\n')}
    help) words='${names}' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
_parity_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -P "$prefix" -- "$word"))
}
complete -F _parity parity
`;
}

function valueCase(command: Words, { name, char, value }: FlagWord): string[] {
  if (value.kind === 'none') return [];
  const spellings = [`--${name}`, ...(char === undefined ? [] : [`-${char}`])];
  const pattern = spellings.map((spelling) => quoted(`${command.name} ${spelling}`)).join('|');
  return [`    ${pattern}) ${answer(value)}return ;;`];
}

function answer(value: FlagWord['value']): string {
  switch (value.kind) {
    case 'one-of':
      return `COMPREPLY=($(compgen -P "$prefix" -W ${quoted(value.words.join(' '))} -- "$word")); `;
    case 'file':
      return '_parity_paths -f; ';
    case 'folder':
      return '_parity_paths -d; ';
    case 'unknown':
    case 'none':
      return '';
    default:
      return value satisfies never;
  }
}
