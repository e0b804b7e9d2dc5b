import { type FlagWord, quoted, type Words } from './completion-words.ts';

export function zshCompletion(words: readonly Words[]): string {
  const names = words.map((command) => `    ${quoted(`${command.name}:${command.summary}`)}`);
  const cases = words.map((command) => {
    const argument = command.values.length > 0 ? [quoted(`1:argument:(${command.values.join(' ')})`)] : [];
    const specs = [...command.flags.map(spec), ...argument].map((line) => `      ${line}`);
    return `    ${command.name}) _arguments \\\n${specs.join(' \\\n')} ;;`;
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

/** `--flag=` takes its value behind `=` or as the next word, `-f+` in the same word or the next. */
function spec({ name, char, summary, repeatable, value }: FlagWord): string {
  const takesValue = value.kind !== 'none';
  const long = `--${name}${takesValue ? '=' : ''}`;
  const rest = `[${summary.replace(/[[\]:]/g, ' ')}]${takesValue ? `:${name}:${action(value)}` : ''}`;
  if (char === undefined) return quoted(`${repeatable ? '*' : ''}${long}${rest}`);
  const short = `-${char}${takesValue ? '+' : ''}`;
  return `${quoted(`(-${char} --${name})`)}{${short},${long}}${quoted(rest)}`;
}

function action(value: FlagWord['value']): string {
  switch (value.kind) {
    case 'one-of':
      return `(${value.words.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'unknown':
    case 'none':
      return ' ';
    default:
      return value satisfies never;
  }
}
