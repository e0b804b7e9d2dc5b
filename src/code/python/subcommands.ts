import type { NamedFunction, Span, Subcommand, SubcommandReader } from '../subcommands.ts';

/** Subcommands of argparse, click and Typer. */
export const subcommands: SubcommandReader = {
  hint: /\badd_parser\s*\(|\.command\s*\(/,
  subcommands(text) {
    const plain = withoutLongTexts(text);
    return [...parsers(plain), ...branches(plain), ...decorated(plain)];
  },
  functions(text) {
    const plain = withoutLongTexts(text);
    // What is decorated may be called by what decorates it.
    const heads = plain.matchAll(/(?<!^[@)\]][^\n]*\n)^(?:async\s+)?def\s+(\w+)/gm);
    return [...heads].flatMap(({ 1: name = '', index }): NamedFunction[] => {
      const body = bodyBelow(plain, index);
      return body ? [{ name, body }] : [];
    });
  },
  imports: /^[ \t]*from\s+\S+\s+import\s+(?:\([^)]*\)|[^\n]*)/gm,
};

/** With every text of several lines on one: its lines say nothing of the code around it. */
function withoutLongTexts(text: string): string {
  return text.replace(/("""|''')[\s\S]*?\1/g, (found) => found.replace(/\n/g, ' '));
}

/** `worker = commands.add_parser("worker")`, with the function that `worker.set_defaults(func=…)` names. */
function parsers(text: string): Subcommand[] {
  const made = [...text.matchAll(/(?:(\w+)\s*(?::[^=\n]*)?=\s*)?[\w.]+\.add_parser\(\s*['"]([\w-]+)['"]([^\n]*)/g)];
  const functions = [...text.matchAll(/\b(\w+)\.set_defaults\(\s*\w+\s*=\s*([A-Za-z_][\w.]*)/g)];
  return made.map(({ 1: variable, 2: name = '', 3: rest = '', index }, at) => {
    const next = made.find((each, later) => later > at && each[1] === variable)?.index ?? text.length;
    const runs = functions
      .filter((each) => each[1] === variable && variable !== undefined && each.index > index && each.index < next)
      .map((each) => endOf(each));
    const aliases = /aliases\s*=\s*[[(]([^\])]*)/.exec(rest)?.[1] ?? '';
    return { names: [name, ...[...aliases.matchAll(/['"]([\w-]+)['"]/g)].map(([, alias = '']) => alias)], runs };
  });
}

function endOf(match: RegExpExecArray): Span {
  const end = match.index + match[0].length;
  return { start: end - (match[2] ?? '').length, end };
}

/** `if args.command == "worker":`, where the parser puts the subcommand there. */
function branches(text: string): Subcommand[] {
  const places = [...text.matchAll(/add_subparsers\([^)]*\bdest\s*=\s*['"](\w+)['"]/g)].map(([, place = '']) => place);
  if (places.length === 0) return [];
  const asked = new RegExp(`^[ \\t]*(?:el)?if\\s+\\w+\\.(?:${places.join('|')})\\s*==\\s*['"]([\\w-]+)['"]\\s*:`, 'gm');
  return [...text.matchAll(asked)].map(({ 0: head, 1: name = '', index }) => {
    const body = indentedBelow(text, index, index + head.length);
    return { names: [name], runs: body ? [body] : [] };
  });
}

/** `@cli.command("worker")`, `@app.command()` above `def worker`. */
function decorated(text: string): Subcommand[] {
  if (!/^\s*(import|from)\s+(click|typer)\b/m.test(text)) return [];
  const found = text.matchAll(
    /^@(?!click\.|typer\.)[\w.]+\.command\(\s*(?:name\s*=\s*)?(?:['"]([\w-]+)['"])?[^\n]*\n(?:(?!@[\w.]+\.command\(|def |async |class )[^\n]*\n)*?(?=(?:async\s+)?def\s+(\w+))/gm,
  );
  return [...found].flatMap(({ 0: head, 1: given, 2: called = '', index }) => {
    const body = bodyBelow(text, index + head.length);
    const names = given === undefined ? [called, called.replaceAll('_', '-')] : [given];
    return body ? [{ names, runs: [body] }] : [];
  });
}

/** The body of a function whose head starts at an offset of the first column. */
function bodyBelow(text: string, start: number): Span | undefined {
  const head = /\)\s*(?:->[^\n]*?)?:[ \t]*(?:#[^\n]*)?\n/g;
  head.lastIndex = start;
  const end = head.exec(text);
  return end ? indentedBelow(text, start, end.index + end[0].trimEnd().length) : undefined;
}

/** What stands further to the right than the line of an offset, below it. */
function indentedBelow(text: string, start: number, head: number): Span | undefined {
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1))?.[0].length ?? 0;
  const from = text.indexOf('\n', head);
  if (from < 0) return undefined;
  const next = new RegExp(`^(?![ \\t]{${indent + 1}})[ \\t]*[^\\s#)\\]}]`, 'gm');
  next.lastIndex = from + 1;
  const end = next.exec(text)?.index ?? text.length;
  const first = text.slice(from, end).search(/\S/);
  return first < 0 ? undefined : { start: from + first, end: from + text.slice(from, end).trimEnd().length };
}
