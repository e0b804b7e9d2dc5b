import type { Syntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import type { Evidence } from './evidence.ts';
import { type callOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { Binding } from './scopes.ts';

/** Functions call functions. */
const MOST_NAMES = 3;

type Call = NonNullable<ReturnType<typeof callOf>>;

interface Scene {
  readonly module: SourceModule;
  readonly evidenceOf: (node: Syntax, module: SourceModule, names: number) => Iterable<Evidence>;
  readonly names: number;
}

/**
 * What a function of this file does for a value that it is given and that is not there: `parseCount(process.env.COUNT, 3)`.
 * Nothing where it does nothing for it, or where it ends.
 */
export function calleeEvidence(current: Syntax, { callee, args }: Call, scene: Scene): Evidence[] {
  const { module, evidenceOf, names } = scene;
  const binding = callee.type === 'identifier' && names < MOST_NAMES ? module.scopes.resolve(callee) : undefined;
  const owner = binding?.value && !binding.parameter ? unwrap(binding.value) : undefined;
  if (owner === undefined || !isFunction(owner) || binding?.keys.length !== 0) return [];
  const parameters = module.scopes.bindings.filter(({ parameter }) => parameter?.owner === owner);
  const own = parameters.find(({ parameter, keys }) => parameter?.index === args.indexOf(current) && keys.length === 0);
  if (own === undefined) return [];
  const uses = module.scopes.usesOf(own).flatMap((use) => [...evidenceOf(use, module, names + 1)]);
  const said: Evidence[] = own.value ? [{ kind: 'default', node: unwrap(own.value) }, ...uses] : uses;
  if (said.some(({ kind }) => kind === 'throws') || !said.some(({ kind }) => kind === 'default' || kind === 'optional'))
    return [];
  return said.flatMap((each): Evidence[] => {
    if (each.kind === 'default') return [{ kind: 'default', node: givenFor(each.node, args, { module, parameters }) }];
    return each.kind === 'optional' || each.kind === 'type' ? [each] : [];
  });
}

/** The argument of the call for a parameter that stands in. */
function givenFor(
  node: Syntax,
  args: readonly Syntax[],
  { module, parameters }: { readonly module: SourceModule; readonly parameters: readonly Binding[] },
): Syntax {
  const binding = node.type === 'identifier' ? module.scopes.resolve(node) : undefined;
  const parameter = binding && parameters.includes(binding) ? binding.parameter : undefined;
  const given = parameter && args[parameter.index];
  return unwrap(given ?? (parameter && binding?.value) ?? node);
}
