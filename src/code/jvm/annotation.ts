import { fieldOf, type Syntax } from '../syntax.ts';
import { argumentAt, argumentsIn, type JvmArgument, plainTypeName } from './call.ts';

export interface JvmAnnotation {
  /** Without its package. */
  readonly name: string;
  readonly node: Syntax;
  readonly args: readonly JvmArgument[];
  /** The class, method, field or parameter that it stands at. */
  readonly target: Syntax;
}

export function readAnnotation(node: Syntax): JvmAnnotation | undefined {
  if (node.type !== 'annotation' && node.type !== 'marker_annotation') return undefined;
  const target = targetOf(node);
  if (target === undefined) return undefined;
  const made = node.children.find(({ type }) => type === 'constructor_invocation');
  const named = fieldOf(node, 'name') ?? (made ?? node).children.find(({ type }) => type === 'user_type');
  const list = fieldOf(node, 'arguments') ?? (made ?? node).children.find(({ type }) => type === 'value_arguments');
  return named && { name: plainTypeName(named.text), node, args: argumentsIn(list).args, target };
}

/** What the modifiers around an annotation belong to; Kotlin writes those of a parameter before it. */
function targetOf(node: Syntax): Syntax | undefined {
  const { parent } = node;
  if (parent === undefined) return undefined;
  if (parent.type === 'parameter_modifiers') {
    const siblings = parent.parent?.children ?? [];
    return siblings[siblings.indexOf(parent) + 1];
  }
  return parent.type === 'modifiers' ? parent.parent : parent;
}

/** An element of an annotation: the one named so, or the only one without a name. */
export function elementOf(annotation: JvmAnnotation, ...names: readonly string[]): Syntax | undefined {
  const isValue = names.includes('value');
  return argumentAt(annotation.args, names, isValue ? 0 : undefined);
}

export function annotationNamed(all: readonly JvmAnnotation[], pattern: RegExp): JvmAnnotation | undefined {
  return all.find(({ name }) => pattern.test(name));
}
