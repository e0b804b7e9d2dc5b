/** Macros whose arguments are expressions: written as calls they are read as calls. */
const CALLED =
  /\b((?:\w+::)*(?:format|format_args|concat|panic|bail|ensure|anyhow|eyre|unreachable|todo|unimplemented|println|print|eprintln|eprint|write|writeln|assert|assert_eq|dbg|join|try_join|path|dotenv|routes))!(\s*\()/g;
const MATCHED = /\bmatches!(\s*\([^\n]*)$/gm;
/** Lists of expressions. */
const LISTED = /\b((?:\w+::)*(?:vec|smallvec|routes|hash_set|btreeset))!(\s*\[)/g;
/** Blocks of items: `lazy_static! { static ref PORT: u16 = …; }`. */
const BLOCKS = /\b(?:\w+::)*(?:lazy_static|thread_local)!(?=\s*\{)/g;

/**
 * The text of a file with those macros written as what their arguments are, since the grammar gives the inside of a
 * macro as bare words. Each change keeps the length, so that places stay right.
 */
export function withoutMacros(text: string): string {
  const called = text
    .replace(CALLED, (_, name: string, open: string) => `${name} ${open}`)
    .replace(MATCHED, (whole, rest: string) => (isExpression(rest) ? `matches ${rest}` : whole))
    .replace(LISTED, (_, name: string, open: string) => `${' '.repeat(name.length + 1)}${open}`);
  if (!BLOCKS.test(called)) return called;
  BLOCKS.lastIndex = 0;
  return called.replace(BLOCKS, (name) => ' '.repeat(name.length)).replace(/\bstatic ref\b/g, 'static    ');
}

/** Patterns that are expressions as well, closed on their line: `(name, Ok("1") | Ok("true"))`. */
function isExpression(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf('('); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return !/\b_\b|\bif\b|\.\.|[{};@]/.test(text.slice(0, at));
  }
  return false;
}
