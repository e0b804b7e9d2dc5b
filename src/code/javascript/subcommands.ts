import { bodyAt, closingBracket, outermost, runAt } from '../braces.ts';
import type { NamedFunction, SubcommandReader } from '../subcommands.ts';

/** Subcommands of commander and yargs. */
export const subcommands: SubcommandReader = {
  hint: /['"](commander|yargs(\/yargs)?)['"]/,
  subcommands: (text) =>
    [...text.matchAll(/\.command\(\s*(?:\[\s*)?['"]([\w-]+)/g)].flatMap(({ 0: head, 1: name = '', index }, at, all) => {
      const open = index + '.command'.length;
      const close = closingBracket(text, open);
      if (close === undefined) return [];
      const next = all[at + 1]?.index ?? text.length;
      const action = text.slice(close, next).search(/\.action\(/);
      const handler =
        action >= 0
          ? close + action + '.action('.length
          : lastArgument(text, open + 1 + head.length - '.command('.length, close);
      const run = handler === undefined ? undefined : runAt(text, handler + leading(text, handler));
      return [{ names: [name], runs: run ? [run] : [] }];
    }),
  functions: (text) =>
    [...text.matchAll(/^(?:export\s+)?(?:async\s+)?function\s+(\w+)\s*\(/gm)].flatMap(
      ({ 0: head, 1: name = '', index }): NamedFunction[] => {
        const parameters = closingBracket(text, index + head.length - 1);
        const body = parameters === undefined ? undefined : bodyAt(text, parameters);
        return body ? [{ name, body }] : [];
      },
    ),
  imports: /^import\b[^;'"]*['"][^'"]*['"]|^\s*(?:const|let|var)\s*\{[^}]*\}\s*=\s*require\([^)]*\)/gm,
};

/** yargs takes the handler last: `.command('bake', 'bakes', builder, handler)`. */
function lastArgument(text: string, from: number, close: number): number | undefined {
  const own = outermost(text, from, close);
  const commas = [...own.matchAll(/,/g)];
  const last = own.slice((commas.at(-1)?.index ?? own.length) + 1).trim() === '' ? commas.at(-2) : commas.at(-1);
  return commas.length < 3 || last === undefined ? undefined : from + last.index + 1;
}

function leading(text: string, from: number): number {
  return /^\s*/.exec(text.slice(from, from + 200))?.[0].length ?? 0;
}
