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

/** What of a program's texts every question asks for: read off them once. */
interface ProgramTexts {
  /** `name := callee(…)` */
  readonly results: readonly { readonly name: string; readonly callee: string }[];
  /** `callee(given, …)` */
  readonly calls: readonly { readonly callee: string; readonly given: readonly string[] }[];
  readonly handedOut: Map<string, boolean>;
}

const known = new WeakMap<readonly string[], ProgramTexts>();

function programTexts(texts: readonly string[]): ProgramTexts {
  const before = known.get(texts);
  if (before !== undefined) return before;
  const results = texts.flatMap((text) =>
    [...text.matchAll(/\b(\w+)(?:\s*,\s*\w+)?\s*:?=\s*(?:\w+\.)?(\w+)\(/g)].map(([, name = '', callee = '']) => ({
      name,
      callee,
    })),
  );
  const calls = texts.flatMap((text) =>
    [...text.matchAll(/\b(\w+)\(([^()]+)\)/g)].flatMap(([, callee = '', given = '']) =>
      [SHOWS, FILLS, BUILT_IN].some((names) => names.test(callee))
        ? []
        : [{ callee, given: given.split(',').map((each) => each.replace(/^[\s&*]*([\w.]*\.)?|\s+$/g, '')) }],
    ),
  );
  const made = { results, calls, handedOut: new Map<string, boolean>() };
  known.set(texts, made);
  return made;
}

function isHandedOut(type: string, texts: readonly string[]): boolean {
  const { calls, handedOut } = programTexts(texts);
  const before = handedOut.get(type);
  if (before !== undefined) return before;
  const objects = objectsOf(type, texts);
  const isGiven = (given: readonly string[]) => given.some((name) => objects.has(name));
  const found = objects.size === 0 || calls.some(({ callee, given }) => isGiven(given) && !isOwn(callee, texts));
  handedOut.set(type, found);
  return found;
}

function isOwn(callee: string, texts: readonly string[]): boolean {
  const declared = new RegExp(`^func\\s*(\\([^)]*\\)\\s*)?${callee}\\b`, 'm');
  return texts.some((text) => text.includes(callee) && declared.test(text));
}

/** Names of variables, parameters and fields that hold an object of a type. */
function objectsOf(type: string, texts: readonly string[]): ReadonlySet<string> {
  const naming = texts.filter((text) => text.includes(type));
  const made = new RegExp(`\\b(\\w+)\\s*:?=\\s*&?(?:\\w+\\.)?${type}\\{|\\b(\\w+)\\s+\\*?(?:\\w+\\.)?${type}\\b`, 'g');
  const giver = new RegExp(`^func\\s*(?:\\([^)]*\\)\\s*)?(\\w+)\\([^)]*\\)\\s*\\(?\\*?(?:\\w+\\.)?${type}\\b`, 'gm');
  const given = new Set(naming.flatMap((text) => [...text.matchAll(giver)].map(([, name = '']) => name)));
  const found = [
    ...naming.flatMap((text) => [...text.matchAll(made)].map(([, first, second]) => first ?? second ?? '')),
    ...programTexts(texts).results.flatMap(({ name, callee }) => (given.has(callee) ? [name] : [])),
  ];
  return new Set(found.filter((name) => !/^(type|return|func|)$/.test(name)));
}
