import { bodyAt, closingBracket, outermost, runAt } from '../braces.ts';
import type { NamedFunction, Subcommand, SubcommandReader } from '../subcommands.ts';

/** Subcommands of cobra, urfave/cli and a switch over the arguments. */
export const subcommands: SubcommandReader = {
  hint: /\bcobra\.Command\b|urfave\/cli|\bos\.Args\b|\bflag\.Arg\(0\)/,
  subcommands: (text) => [...cobra(text), ...urfave(text), ...cases(text)],
  functions: (text) =>
    [...text.matchAll(/^func\s+(\w+)\s*\(/gm)].flatMap(({ 0: head, 1: name = '', index }): NamedFunction[] => {
      const parameters = closingBracket(text, index + head.length - 1);
      const body = parameters === undefined ? undefined : bodyAt(text, parameters);
      return body ? [{ name, body }] : [];
    }),
  imports: /^import\s+\([^)]*\)/gm,
};

/** `&cobra.Command{Use: "serve", RunE: serve}`: what runs before every command is no part of it. */
function cobra(text: string): Subcommand[] {
  return [...text.matchAll(/\bcobra\.Command\{/g)].flatMap(({ 0: head, index }) =>
    entryIn(text, index + head.length - 1, { name: /\bUse:\s*"([\w-]+)/, runs: /\b(?:Pre)?RunE?:\s*/g }),
  );
}

function urfave(text: string): Subcommand[] {
  if (!/urfave\/cli/.test(text)) return [];
  return [...text.matchAll(/\{(?=\s*Name:\s*"[\w-]+")/g)].flatMap(({ index }) =>
    entryIn(text, index, { name: /\bName:\s*"([\w-]+)/, runs: /\bAction:\s*/g }),
  );
}

function entryIn(text: string, open: number, { name, runs }: { name: RegExp; runs: RegExp }): Subcommand[] {
  const close = closingBracket(text, open);
  if (close === undefined) return [];
  const own = outermost(text, open + 1, close);
  const called = name.exec(own)?.[1];
  const found = [...own.matchAll(runs)].flatMap((match) => runAt(text, open + 1 + match.index + match[0].length) ?? []);
  if (called === undefined || found.length === 0) return [];
  const aliases = /\bAliases:\s*\[\]string\{([^}]*)/.exec(text.slice(open, close))?.[1] ?? '';
  return [{ names: [called, ...[...aliases.matchAll(/"([\w-]+)"/g)].map(([, alias = '']) => alias)], runs: found }];
}

/** `switch os.Args[1] { case "migrate": … }`, also over a variable that holds it. */
function cases(text: string): Subcommand[] {
  const held = [...text.matchAll(/\b(\w+)\s*:?=\s*(?:os\.Args\[1\]|flag\.Arg\(0\))/g)].map(([, name = '']) => name);
  const over = ['os\\.Args\\[1\\]', 'flag\\.Arg\\(0\\)', ...held.map((name) => `${name}`)].join('|');
  return [...text.matchAll(new RegExp(`\\bswitch\\s+(?:${over})\\s*\\{`, 'g'))].flatMap(({ 0: head, index }) => {
    const open = index + head.length - 1;
    const close = closingBracket(text, open);
    return close === undefined ? [] : casesIn(text, open + 1, close);
  });
}

function casesIn(text: string, start: number, end: number): Subcommand[] {
  const own = outermost(text, start, end);
  const marks = [...own.matchAll(/^\s*(?:case\s+([^:\n]*)|default)\s*:/gm)];
  return marks.flatMap(({ 0: head, 1: labels, index }, at) => {
    const from = index + head.length;
    const to = marks[at + 1]?.index ?? own.length;
    const isShared = /\bfallthrough\b/.test(own);
    const names = [...(labels ?? '').matchAll(/"([\w-]+)"/g)].map(([, name = '']) => name);
    const skipped = own.slice(from, to).length - own.slice(from, to).trimStart().length;
    const body = { start: start + from + skipped, end: start + from + own.slice(from, to).trimEnd().length };
    return names.length === 0 || isShared ? [] : [{ names, runs: body.end > body.start ? [body] : [] }];
  });
}
