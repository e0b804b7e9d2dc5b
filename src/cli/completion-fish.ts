import { type FlagWord, quoted, type Words } from './completion-words.ts';

export function fishCompletion(words: readonly Words[]): string {
  const lines = words.flatMap((command) => {
    const inCommand = `complete -c parity -n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `complete -c parity -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
      ...command.flags.map((flag) => {
        const short = flag.char === undefined ? '' : ` -s ${flag.char}`;
        return `${inCommand} -l ${flag.name}${short}${valueOption(flag.value)} -d ${quoted(flag.summary)}`;
      }),
      ...(command.values.length > 0 ? [`${inCommand} -a ${quoted(command.values.join(' '))}`] : []),
    ];
  });
  // Files are offered where a flag wants one, and nowhere else.
  return `# fish completion of parity\ncomplete -c parity -f\n${lines.join('\n')}\n`;
}

function valueOption(value: FlagWord['value']): string {
  switch (value.kind) {
    case 'one-of':
      return ` -x -a ${quoted(value.words.join(' '))}`;
    case 'file':
      return ' -r -F';
    case 'folder':
      return " -x -a '(__fish_complete_directories)'";
    case 'unknown':
      return ' -x';
    case 'none':
      return '';
    default:
      return value satisfies never;
  }
}
