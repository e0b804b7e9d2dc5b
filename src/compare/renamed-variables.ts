import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import { compareValues } from '../shape/value.ts';
import { editDistance } from '../text/nearest.ts';
import { areAlike, isShortFor, shareAWord } from './alike-names.ts';
import type { ServicePair } from './comparison.ts';
import { declarationOf } from './declarations.ts';
import { isUsedInside } from './inner-readers.ts';
import type { Requirement } from './requirement.ts';
import { isPlatformVariable, isQuietName, valueClass } from './value-class.ts';
import { plainText, provisionOf, readsAreKnown } from './variables.ts';

/** A variable under the name that the code no longer reads. */
export interface FormerName {
  readonly variable: EffectiveVariable;
  /** The local entry under the same name, where the rename has reached the code alone. */
  readonly local?: EffectiveVariable;
}

/** The variable that the target sets instead of the one the code reads; undefined where nothing shows it. */
export function formerName(
  pair: ServicePair,
  target: EffectiveService,
  requirement: Requirement,
): FormerName | undefined {
  if (!readsAreKnown(pair)) return undefined;
  const variable = unknownLocally(pair, target, requirement.name);
  return variable === undefined ? knownToBothSides(pair, target, requirement) : { variable };
}

/** The rename has reached the code and the local side: alike by name, read by nobody, unknown locally. */
function unknownLocally(pair: ServicePair, target: EffectiveService, name: string): EffectiveVariable | undefined {
  const read = namesRead(pair);
  const given = pair.local?.environment.variables.get(name);
  const alike = [...target.environment.variables.values()].filter((variable) => {
    if (variable.from === 'image' || read.has(variable.name) || isPlatformVariable(variable.name)) return false;
    if (pair.local?.environment.variables.has(variable.name) || declarationOf(pair, variable.name)) return false;
    return areAlike(name, variable.name) || (isShortFor(name, variable.name) && shareAWord(name, variable.name));
  });
  const sure = alike.find(
    (variable) =>
      given === undefined ||
      compareValues(given.value, variable.value) !== 'differs' ||
      editDistance(name, variable.name) <= 2,
  );
  if (sure !== undefined || alike.length > 1) return sure;
  // Another value of the same form may be the one that was meant for this environment.
  return alike.find((variable) => haveOneForm(plainText(given?.value), plainText(variable.value)));
}

const readByPair = new WeakMap<ServicePair, ReadonlySet<string>>();

/** The names that the code of a pair reads; each one that is missing asks for them all. */
function namesRead(pair: ServicePair): ReadonlySet<string> {
  const names = readByPair.get(pair) ?? new Set(pair.requirements.map(({ name }) => name));
  readByPair.set(pair, names);
  return names;
}

const FORMS = [
  /^-?\d+(\.\d+)?$/,
  /^(true|false|yes|no|on|off)$/i,
  /^(\d+(\.\d+)?(ms|s|m|h|d))+$/i,
  /^\d+(\.\d+)?[kmgt]i?b?$/i,
];

/** Numbers, switches, durations and sizes: words may stand for anything. */
function haveOneForm(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && FORMS.some((form) => form.test(left) && form.test(right));
}

/** The rename has reached the code alone: both sides still set the old name, and nothing reads that any more. */
function knownToBothSides(
  pair: ServicePair,
  target: EffectiveService,
  requirement: Requirement,
): FormerName | undefined {
  const { local } = pair;
  if (local === undefined || isPlatformVariable(requirement.name) || !isNeeded(requirement)) return undefined;
  if ([local, target].some((service) => provisionOf(service, requirement.name, requirement).kind !== 'absent'))
    return undefined;
  const isRead = readersOf(pair);
  const alike = [...target.environment.variables.values()].flatMap((variable) => {
    const { name } = variable;
    const ours = local.environment.variables.get(name);
    if (ours === undefined || ours.from === 'image' || variable.from === 'image' || declarationOf(pair, name))
      return [];
    if (!areAlike(requirement.name, name) && !isShortFor(requirement.name, name)) return [];
    return isRead(name) || isPlatformVariable(name) || [local, target].some((service) => isUsedInside(name, service))
      ? []
      : [{ variable, local: ours }];
  });
  // Of two that fit nobody can tell which one it was.
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether code asks for a name: as it is, as another one that serves as well, by its beginning. */
function readersOf(pair: ServicePair): (name: string) => boolean {
  const known = readersByPair.get(pair) ?? findReaders(pair);
  readersByPair.set(pair, known);
  return known;
}

const readersByPair = new WeakMap<ServicePair, (name: string) => boolean>();

function findReaders(pair: ServicePair): (name: string) => boolean {
  const read = new Set(pair.requirements.flatMap(({ name, alternatives }) => [name, ...alternatives]));
  const prefixes = pair.code.reads.filter(({ dynamic, name }) => dynamic && name !== '').map(({ name }) => name);
  return (name) =>
    read.has(name) || read.has(name.replace(/_FILE$/, '')) || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Nothing is a bad number, credential, address or name of a queue; of other variables the code may do without. */
function isNeeded({ name, isRequired, strictest, reads }: Requirement): boolean {
  if (!isRequired || isQuietName(name)) return false;
  const isNumber = reads.some(({ type }) => /^(integer|number|port|url)$/.test(type));
  return strictest.enforced === true || isNumber || valueClass(name, []) !== 'behaviour';
}
