import type { PythonModule } from './module.ts';
import { nameOfParameter } from './names.ts';
import { childOf, isInside, type PyNode } from './syntax.ts';

/** A function of the same file, as one call of it hands it a value. */
export interface Callee {
  /** Where it names the parameter that gets the value. */
  readonly uses: readonly PyNode[];
  /** What the call gives for what stands in: an argument where that is a parameter, or one that it hands out. */
  given(fallback: PyNode | undefined): PyNode | undefined;
}

/** @param argument the value, among the positional arguments of the call */
export function calleeOf(module: PythonModule, call: PyNode, argument: PyNode): Callee | undefined {
  const name = childOf(call, 'function');
  const definitions = name?.type === 'identifier' ? (module.functions.get(module.textOf(name)) ?? []) : [];
  const [definition] = definitions;
  const body = childOf(definition, 'body');
  const { positional, keywords, open } = module.argumentsOf(call);
  if (definitions.length !== 1 || body === undefined || open) return undefined;
  const parameters = childOf(definition, 'parameters')?.children ?? [];
  const own = nameOfParameter(module, parameters[positional.indexOf(argument)]);
  if (own === undefined) return undefined;
  const others = parameters.map((parameter) => nameOfParameter(module, parameter) ?? '');
  const argumentFor = (parameter: string) => {
    const index = others.indexOf(parameter);
    return positional[index] ?? keywords.get(parameter) ?? childOf(parameters[index], 'value');
  };
  const handedOut = others.find(
    (each) => each !== own && (module.uses.get(each) ?? []).some((use) => isInside(use, body) && isReturned(use)),
  );
  return {
    uses: (module.uses.get(own) ?? []).filter((use) => isInside(use, body)),
    given: (fallback) => {
      const parameter = fallback === undefined ? handedOut : others.find((each) => each === module.textOf(fallback));
      return parameter === undefined ? fallback : argumentFor(parameter);
    },
  };
}

function isReturned({ parent }: PyNode): boolean {
  return parent?.type === 'return_statement';
}
