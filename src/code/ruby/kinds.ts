import type { ExportedBinding } from '../language.ts';
import type { Reading } from './reading.ts';
import { sharedName, sharedParts } from './shared-values.ts';
import { candidatesFor } from './syntax.ts';

/** What a class serves requests with. */
export type Kind = 'sinatra' | 'grape' | 'roda' | 'hanami';

export interface Kinds {
  /** The kind of a class as it is written at a place; undefined for any other class. */
  of(written: string, around: string): Kind | undefined;
}

const BASES: readonly (readonly [RegExp, Kind])[] = [
  [/^(::)?Sinatra::(Base|Application)$|^Sinatra\.new/, 'sinatra'],
  [/^(::)?Grape::API(::Instance)?$/, 'grape'],
  [/^(::)?Roda$/, 'roda'],
  [/^(::)?Hanami::Routes$/, 'hanami'],
];
/** What others are told that a class is made from: the classes between need not be known to them. */
const CANONICAL: Readonly<Record<Kind, string>> = {
  sinatra: 'Sinatra::Base',
  grape: 'Grape::API',
  roda: 'Roda',
  hanami: 'Hanami::Routes',
};
const MARK = '<';
const MOST_LEVELS = 5;

/** The kinds of the classes that this file and others define, by what they are made from. */
export function kindsOf({ file, context }: Reading): Kinds {
  const bases = new Map<string, string>();
  for (const { name, value } of context.bindings) {
    const { owner, member } = sharedParts(name);
    if (member.startsWith(MARK) && value.kind === 'literal') bases.set(owner, value.text);
  }
  for (const { name, base } of file.classes) if (base !== '') bases.set(name, base);
  const of = (written: string, around: string, level = 0): Kind | undefined => {
    const direct = BASES.find(([pattern]) => pattern.test(written))?.[1];
    if (direct !== undefined || level > MOST_LEVELS) return direct;
    const plain = written.replace(/^::/, '');
    const known = candidatesFor(plain, around).find((name) => bases.has(name));
    const base = known === undefined ? undefined : bases.get(known);
    return base === undefined || base === written
      ? undefined
      : of(base, known?.split('::').slice(0, -1).join('::') ?? '', level + 1);
  };
  return { of: (written, around) => of(written, around) };
}

/** Classes of this file that serve requests, for the files that mount them or build on them. */
export function sharedKinds({ file }: Reading, kinds: Kinds): ExportedBinding[] {
  return file.classes.flatMap(({ name, base }) => {
    const around = name.split('::').slice(0, -1).join('::');
    const kind = base === '' ? undefined : kinds.of(base, around);
    const member = `${MARK}${name.slice(name.lastIndexOf(':') + 1)}`;
    return kind === undefined
      ? []
      : [
          {
            name: sharedName(name, member),
            path: file.path,
            value: { kind: 'literal', text: CANONICAL[kind] } as const,
            environment: true,
          },
        ];
  });
}
