/**
 * Whether the result, and so an error too, is a JSON document. Asked before the command line is parsed: it may be what
 * is wrong.
 *
 * @param argv with or without the command
 */
export function wantsJson(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): boolean {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (words.includes('--json')) return true;
  const formats = words.flatMap((word, at) => formatIn(word, words[at + 1]) ?? []);
  if (formats.length > 0) return formats.includes('json');
  return env.PARITY_FORMAT === 'json' || /^(1|true|yes|y)$/i.test(env.PARITY_JSON ?? '');
}

/** `--format X`, `--format=X`, `-f X`, `-fX`, `-f=X`, and `-f` behind `-q`. */
function formatIn(word: string, next: string | undefined): string | undefined {
  const [, value] = /^(?:--format(?==|$)|-q*f)=?(.*)$/.exec(word) ?? [];
  return value === '' && !word.endsWith('=') ? next : value;
}
