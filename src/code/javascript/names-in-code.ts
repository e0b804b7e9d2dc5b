import { fieldOf, type Syntax } from '../syntax.ts';
import { calleeName, callOf, fragmentText, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { Binding } from './scopes.ts';

/** What an expression that stands for a variable's name can be. */
export type CodeName =
  | { readonly kind: 'fixed'; readonly text: string }
  /** Each element of a list that is written out, in a loop over it. */
  | {
      readonly kind: 'each';
      readonly elements: readonly { readonly text: string; readonly node: Syntax }[];
      readonly list: Syntax;
    }
  /** A parameter of a function that is called with names. */
  | { readonly kind: 'parameter'; readonly binding: Binding; readonly prefix: string }
  | { readonly kind: 'dynamic'; readonly prefix: string };

const EACH = new Set(['forEach', 'map', 'filter', 'some', 'every', 'find', 'flatMap', 'reduce']);

/** Works out which names an expression can be: `env[key]`, `` env[`ACME_${key}`] ``. */
export function nameOf(node: Syntax, module: SourceModule): CodeName {
  const inner = unwrap(node);
  const text = stringOf(inner);
  if (text !== undefined) return { kind: 'fixed', text };
  if (inner.type === 'identifier') return nameOfIdentifier(inner, module);
  if (inner.type === 'template_string') return nameOfTemplate(inner, module);
  if (inner.type === 'binary_expression' && fieldOf(inner, 'operator')?.type === '+') {
    const left = fieldOf(inner, 'left');
    const right = fieldOf(inner, 'right');
    if (left && right) return joined(nameOf(left, module), () => nameOf(right, module));
  }
  if (inner.type === 'call_expression') {
    // `name.toUpperCase()` is another name than `name`.
    return { kind: 'dynamic', prefix: '' };
  }
  return { kind: 'dynamic', prefix: '' };
}

function nameOfTemplate(template: Syntax, module: SourceModule): CodeName {
  let name: CodeName = { kind: 'fixed', text: '' };
  for (const piece of template.children) {
    const inner = piece.type === 'template_substitution' ? piece.children[0] : undefined;
    name = joined(name, () => (inner ? nameOf(inner, module) : { kind: 'fixed', text: fragmentText(piece) }));
  }
  return name;
}

function joined(left: CodeName, next: () => CodeName): CodeName {
  if (left.kind !== 'fixed') return { kind: 'dynamic', prefix: left.kind === 'dynamic' ? left.prefix : '' };
  const right = next();
  switch (right.kind) {
    case 'fixed':
      return { kind: 'fixed', text: left.text + right.text };
    case 'each':
      return { ...right, elements: right.elements.map((item) => ({ ...item, text: left.text + item.text })) };
    case 'parameter':
    case 'dynamic':
      return { ...right, prefix: left.text + right.prefix };
  }
}

function nameOfIdentifier(identifier: Syntax, module: SourceModule): CodeName {
  const binding = module.scopes.resolve(identifier);
  if (!binding || binding.keys.length > 0) return { kind: 'dynamic', prefix: '' };
  const list = binding.iterates ?? listOfCallback(binding);
  const elements = list && elementsOf(list, module);
  if (list && elements) return { kind: 'each', elements, list };
  if (binding.parameter) return { kind: 'parameter', binding, prefix: '' };
  const isFixed = binding.value && module.scopes.assignmentsTo(binding).length === 0;
  const text = isFixed && binding.value ? stringOf(unwrap(binding.value)) : undefined;
  return text === undefined ? { kind: 'dynamic', prefix: '' } : { kind: 'fixed', text };
}

/** The list whose `forEach` or `filter` calls the function that has this parameter. */
function listOfCallback({ parameter }: Binding): Syntax | undefined {
  const call = parameter?.owner.parent?.parent && callOf(parameter.owner.parent.parent);
  if (!call || call.args[0] !== parameter?.owner) return undefined;
  const method = calleeName(call.callee) ?? '';
  if (!EACH.has(method) || parameter.index !== (method === 'reduce' ? 1 : 0)) return undefined;
  return fieldOf(call.callee, 'object');
}

function elementsOf(list: Syntax, module: SourceModule): { text: string; node: Syntax }[] | undefined {
  const inner = unwrap(list);
  const array = inner.type === 'identifier' ? arrayBehind(inner, module) : inner;
  if (array?.type !== 'array') return undefined;
  const found = array.children.map((node) => ({ node, text: stringOf(node) }));
  return found.every((item): item is { node: Syntax; text: string } => item.text !== undefined) ? found : undefined;
}

function arrayBehind(identifier: Syntax, module: SourceModule): Syntax | undefined {
  const binding = module.scopes.resolve(identifier);
  return binding?.value && binding.keys.length === 0 ? unwrap(binding.value) : undefined;
}
