/** Macros whose arguments are expressions: written as calls they are read as calls. */
const CALLED =
  /\b((?:\w+::)*(?:format|format_args|concat|panic|bail|ensure|anyhow|eyre|unreachable|todo|unimplemented|println|print|eprintln|eprint|write|writeln|assert|assert_eq|dbg|join|try_join|path|dotenv|routes))!(\s*\()/g;
/** Patterns that are expressions as well: `matches!(name, Ok("1") | Ok("true"))`. */
const MATCHED = /\bmatches!(\s*\((?:(?!\b_\b|\bif\b|\.\.|[{};@\n]).)*$)/gm;
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
    .replace(MATCHED, (_, rest: string) => `matches ${rest}`)
    .replace(LISTED, (_, name: string, open: string) => `${' '.repeat(name.length + 1)}${open}`);
  if (!BLOCKS.test(called)) return called;
  BLOCKS.lastIndex = 0;
  return called.replace(BLOCKS, (name) => ' '.repeat(name.length)).replace(/\bstatic ref\b/g, 'static    ');
}
