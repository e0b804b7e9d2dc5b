import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';
import type { JvmAnnotation } from './annotation.ts';
import { bare, lambdaIn } from './call.ts';
import { isClass, isMethod } from './declaration.ts';

/** A field, a local variable or a parameter. */
export interface JvmVariable {
  readonly name: string;
  readonly kind: 'field' | 'local' | 'parameter';
  /** Text of its type; empty when it is left out. */
  readonly type: string;
  readonly value: Syntax | undefined;
  readonly nameNode: Syntax;
  readonly node: Syntax;
  /** The class of a field, the method of a parameter or local; undefined at the top of a Kotlin file. */
  readonly owner: Syntax | undefined;
  readonly annotations: readonly JvmAnnotation[];
}

type Annotations = ReadonlyMap<Syntax, readonly JvmAnnotation[]>;

export function variablesOf(node: Syntax, annotationsAt: Annotations): JvmVariable[] {
  const annotations = annotationsAt.get(node) ?? [];
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
    case 'local_variable_declaration':
      return node.children
        .filter(({ field }) => field === 'declarator')
        .flatMap((each) => made(node, { name: fieldOf(each, 'name'), value: fieldOf(each, 'value'), annotations }));
    case 'formal_parameter':
      return made(node, { name: fieldOf(node, 'name'), value: undefined, annotations });
    case 'resource':
      return made(node, { name: fieldOf(node, 'name'), value: fieldOf(node, 'value'), annotations });
    case 'property_declaration':
      return kotlinProperty(node, annotations);
    case 'class_parameter':
    case 'parameter':
      return made(node, { name: node.children.find(isName), value: behindType(node), annotations });
    default:
      return [];
  }
}

function kotlinProperty(node: Syntax, annotations: readonly JvmAnnotation[]): JvmVariable[] {
  const declared = node.children.find(({ type }) => type === 'variable_declaration');
  const delegate = node.children.find(({ type }) => type === 'property_delegate');
  const value = delegate ? lazyValue(delegate) : behindType(node);
  const name = declared?.children.find(isName);
  return made(node, { name, value, annotations, type: declared?.children.find(({ type }) => TYPE.test(type))?.text });
}

/** `val port by lazy { System.getenv("PORT") }`: the last expression of the block. */
function lazyValue(delegate: Syntax): Syntax | undefined {
  const [call] = delegate.children;
  const block = lambdaIn(call?.children.find(({ type }) => type === 'annotated_lambda'));
  return call?.children[0]?.text === 'lazy' || call?.children[0]?.children[0]?.text === 'lazy'
    ? block?.children.at(-1)
    : undefined;
}

const TYPE = /^(user_type|nullable_type|function_type|non_nullable_type|parenthesized_type)$/;
const NO_VALUE =
  /^(modifiers|parameter_modifiers|variable_declaration|multi_variable_declaration|getter|setter|type_parameters|type_constraints|property_delegate|identifier|this_expression)$/;

function isName({ type }: Syntax): boolean {
  return type === 'identifier';
}

/** The value behind `=` of a Kotlin declaration: the last child that is neither name nor type. */
function behindType(node: Syntax): Syntax | undefined {
  const last = node.children.filter(({ type }) => type !== 'getter' && type !== 'setter').at(-1);
  if (last === undefined || TYPE.test(last.type)) return undefined;
  if (!NO_VALUE.test(last.type)) return last;
  // `val port = other`: the value is a name as well.
  const isSecondName = last.type === 'identifier' && node.children.filter(isName).length > 1;
  return isSecondName || (last.type === 'identifier' && node.type === 'property_declaration') ? last : undefined;
}

interface Parts {
  readonly name: Syntax | undefined;
  readonly value: Syntax | undefined;
  readonly annotations: readonly JvmAnnotation[];
  readonly type?: string | undefined;
}

function made(node: Syntax, { name, value, annotations, type }: Parts): JvmVariable[] {
  if (name === undefined) return [];
  const around = ownerOf(node);
  // What a lambda or a function type calls its parameters is no variable of ours.
  const isLambda = node.type === 'formal_parameter' && around?.type === 'lambda_expression';
  if (isLambda) return [];
  const own = type ?? (fieldOf(node, 'type') ?? node.children.find((child) => TYPE.test(child.type)))?.text ?? '';
  return [
    {
      name: name.text,
      kind: kindOf(node, around),
      type: own,
      value: value && bare(value),
      nameNode: name,
      node,
      owner: around,
      annotations,
    },
  ];
}

function kindOf(node: Syntax, owner: Syntax | undefined): JvmVariable['kind'] {
  if (node.type === 'class_parameter') return 'field';
  // The components of a record are its fields.
  if (node.type === 'formal_parameter') return owner?.type === 'record_declaration' ? 'field' : 'parameter';
  if (node.type === 'parameter') return 'parameter';
  return owner === undefined || isClass(owner) ? 'field' : 'local';
}

function ownerOf(node: Syntax): Syntax | undefined {
  for (const each of ancestorsOf(node)) {
    if (isMethod(each) || isClass(each) || each.type === 'lambda_expression') return each;
  }
  return undefined;
}
