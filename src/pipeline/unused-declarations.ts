import type { Comparison, ServicePair } from '../compare/comparison.ts';
import { declaredOf, othersThan } from '../compare/declared/groups.ts';
import { readsAreKnown } from '../compare/variables.ts';
import type { Config, DeclaredGroup } from '../config/config.ts';
import { nearest } from '../text/nearest.ts';

/**
 * What is declared in parity.yaml of names that nothing of their service has: it has no effect, and a slip of the pen
 * looks like this. What is required and not there is a finding.
 *
 * @returns what to say to the user, with the place and the name that may have been meant
 */
export function unusedDeclarations(config: Config | undefined, comparison: Comparison): string[] {
  const { local, target } = comparison;
  if (config === undefined || local?.isComplete !== true || target?.isComplete !== true) return [];
  // Where the file describes several targets, another one may have it: then only what looks like a slip is said.
  const isOneOfSeveral = config.environments.size > 2;
  return comparison.services.flatMap((pair) => {
    if (pair.ambiguous.length > 0 || pair.local?.isWhole === false || pair.target?.isWhole === false) return [];
    return [...unknownThings(pair, comparison), ...unknownVariables(pair)].flatMap(({ group, name, others }) => {
      const near = nearest(name, others);
      if (near === undefined && isOneOfSeveral) return [];
      const path = ['services', pair.name, group, name];
      const { line, column } = config.placeOf(path);
      const hint = near === undefined ? 'take it out, or correct the name' : `did you mean ${near}?`;
      return [`${config.path}:${line}:${column} ${path.join('.')}: nothing of ${pair.name} is called so; ${hint}`];
    });
  });
}

interface Unknown {
  readonly group: DeclaredGroup;
  readonly name: string;
  /** What the service has instead. */
  readonly others: readonly string[];
}

function unknownThings(pair: ServicePair, comparison: Comparison): Unknown[] {
  return declaredOf(pair).flatMap((declared) => {
    const { group, name, declaration } = declared;
    const others = declaration.required === true ? undefined : othersThan(declared, comparison);
    return others === undefined ? [] : [{ group, name, others }];
  });
}

/** Variables that neither side sets and that the code does not read, where all of its reads are known. */
function unknownVariables(pair: ServicePair): Unknown[] {
  const sides = [pair.local, pair.target].filter((service) => service !== undefined);
  const isOpen = sides.some(({ environment }) => environment.openImports.length > 0);
  if (isOpen || !readsAreKnown(pair) || pair.code.reads.some(({ dynamic }) => dynamic)) return [];
  const set = sides.flatMap(({ environment }) => [...environment.variables.keys()]);
  const read = pair.requirements.flatMap(({ name, alternatives }) => [name, ...alternatives]);
  const known = [...new Set([...set, ...read])];
  return [...(pair.declared?.declared.env ?? [])].flatMap(([name, { required }]) =>
    required === true || known.includes(name) ? [] : [{ group: 'env' as const, name, others: known }],
  );
}
