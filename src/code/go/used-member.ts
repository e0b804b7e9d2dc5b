import type { HeldIn } from '../../shape/code-facts.ts';

/** Shows a value and lets it go. */
const SHOWS =
  /^(Print|Printf|Println|Fprintf|Fprintln|Debug|Info|Warn|Error|Debugf|Infof|Warnf|Errorf|Fatal|Fatalf|Panic|Panicf)$/;
/** Fills an object. */
const FILLS = /^(Process|MustProcess|Parse|ParseWithOptions|ReadEnv|ReadConfig|UpdateEnv|Unmarshal|Decode)$/;
const BUILT_IN = /^(func|len|new|make|panic|return|if|for|switch|go|defer)$/;

/**
 * Whether the program may use a field of one of its structs: some file names it behind a dot, other than to set it, or
 * hands an object of the type to a function that is not the program's own and may look at all of it.
 */
export function usesMember({ member, type }: HeldIn, texts: readonly string[]): boolean {
  if (!texts.some((text) => new RegExp(`\\b${type}\\s+struct\\b`).test(text))) return true;
  const named = new RegExp(`\\.${member}\\b(?!\\s*=[^=])`);
  return texts.some((text) => text.includes(`.${member}`) && named.test(text)) || isHandedOut(type, texts);
}

function isHandedOut(type: string, texts: readonly string[]): boolean {
  const objects = objectsOf(type, texts);
  if (objects.size === 0) return true;
  return texts.some((text) =>
    [...text.matchAll(/(\w+)\(([^()]*)\)/g)].some(([, callee = '', given = '']) => {
      if ([SHOWS, FILLS, BUILT_IN].some((names) => names.test(callee))) return false;
      const isGiven = given.split(',').some((each) => objects.has(each.replace(/^[\s&*]*([\w.]*\.)?|\s+$/g, '')));
      return isGiven && !isOwn(callee, texts);
    }),
  );
}

function isOwn(callee: string, texts: readonly string[]): boolean {
  return texts.some((text) => new RegExp(`^func\\s*(\\([^)]*\\)\\s*)?${callee}\\b`, 'm').test(text));
}

/** Names of variables, parameters and fields that hold an object of a type. */
function objectsOf(type: string, texts: readonly string[]): ReadonlySet<string> {
  const made = new RegExp(`(\\w+)\\s*:?=\\s*&?(?:\\w+\\.)?${type}\\{|(\\w+)\\s+\\*?(?:\\w+\\.)?${type}\\b`, 'g');
  const givers = texts.flatMap((text) => [
    ...text.matchAll(
      new RegExp(`^func\\s*(?:\\([^)]*\\)\\s*)?(\\w+)\\([^)]*\\)\\s*\\(?\\*?(?:\\w+\\.)?${type}\\b`, 'gm'),
    ),
  ]);
  const given = new Set(givers.map(([, name = '']) => name));
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(made)].map(([, first, second]) => first ?? second ?? ''),
    ...[...text.matchAll(/(\w+)(?:\s*,\s*\w+)?\s*:?=\s*(?:\w+\.)?(\w+)\(/g)].flatMap(([, name = '', callee = '']) =>
      given.has(callee) ? [name] : [],
    ),
  ]);
  return new Set(found.filter((name) => !/^(type|return|func|)$/.test(name)));
}
