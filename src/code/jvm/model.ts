import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { grouped } from '../grouped.ts';
import type { ParsedFile } from '../language.ts';
import { ancestorsOf, fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { type JvmAnnotation, readAnnotation } from './annotation.ts';
import { callOf, isInnerOfBlock, type JvmCall } from './call.ts';
import { isClass, isMethod } from './declaration.ts';
import { type JvmVariable, variablesOf } from './variable.ts';

/** One Java or Kotlin file, indexed once: both grammars give the same view. */
export interface JvmIndex {
  readonly path: string;
  readonly text: string;
  readonly root: Syntax;
  readonly package: string;
  /** Last name, or the alias, to the dotted name; `*` imports under their package. */
  readonly imports: ReadonlyMap<string, string>;
  readonly importTexts: readonly string[];
  readonly classes: readonly JvmClass[];
  readonly methods: readonly JvmMethod[];
  readonly calls: readonly JvmCall[];
  readonly callAt: ReadonlyMap<Syntax, JvmCall>;
  readonly callsByName: ReadonlyMap<string, readonly JvmCall[]>;
  readonly annotations: readonly JvmAnnotation[];
  /** Annotations by the declaration that they stand at. */
  readonly annotationsAt: ReadonlyMap<Syntax, readonly JvmAnnotation[]>;
  readonly variables: ReadonlyMap<string, readonly JvmVariable[]>;
  /** Fields and parameters of constructors by the class that holds them. */
  readonly fields: ReadonlyMap<Syntax, readonly JvmVariable[]>;
  readonly assignments: ReadonlyMap<string, readonly JvmAssignment[]>;
  readonly originOf: (node: Syntax, offset?: number) => Origin;
}

export interface JvmClass {
  readonly name: string;
  readonly node: Syntax;
  readonly supers: readonly string[];
  readonly annotations: readonly JvmAnnotation[];
}

export interface JvmMethod {
  readonly name: string;
  readonly node: Syntax;
  readonly parameters: readonly JvmVariable[];
  readonly body: Syntax | undefined;
  readonly annotations: readonly JvmAnnotation[];
}

/** `this.queue = queue`; the key is the last name. */
export interface JvmAssignment {
  readonly target: Syntax;
  readonly value: Syntax;
  readonly node: Syntax;
}

export function indexOf(file: ParsedFile): JvmIndex {
  const positionOf = positionsOf(file.text);
  const nodes = [...withDescendants(file.tree)];
  const annotations = nodes.flatMap((node) => readAnnotation(node) ?? []);
  const annotationsAt = grouped(annotations.map((each) => [each.target, each] as const));
  const calls = nodes.flatMap((node) => (isInnerOfBlock(node) ? [] : (callOf(node) ?? [])));
  const variables = nodes.flatMap((node) => variablesOf(node, annotationsAt));
  const own = { annotationsAt, variables };
  return {
    path: file.path,
    text: file.text,
    root: file.tree,
    ...importsIn(file.tree),
    classes: nodes.filter(isClass).map((node) => classOf(node, annotationsAt.get(node) ?? [])),
    methods: nodes.filter(isMethod).map((node) => methodOf(node, own)),
    calls,
    callAt: new Map(calls.map((call) => [call.node, call])),
    callsByName: grouped(calls.map((call) => [call.name, call] as const)),
    annotations,
    annotationsAt,
    variables: grouped(variables.map((variable) => [variable.name, variable] as const)),
    fields: grouped(
      variables.flatMap((variable) => (variable.owner && isClass(variable.owner) ? [[variable.owner, variable]] : [])),
    ),
    assignments: grouped(nodes.flatMap(assignmentOf)),
    originOf: (node, offset = 0) => ({ source: 'jvm', path: file.path, ...positionOf(node.start + offset) }),
  };
}

function importsIn(root: Syntax): Pick<JvmIndex, 'package' | 'imports' | 'importTexts'> {
  const imports = new Map<string, string>();
  const importTexts: string[] = [];
  let name = '';
  for (const node of root.children) {
    if (/^package_(header|declaration)$/.test(node.type)) name = node.children.at(-1)?.text ?? '';
    if (node.type !== 'import' && node.type !== 'import_declaration') continue;
    const dotted = node.children.find((child) => /identifier$/.test(child.type))?.text ?? '';
    importTexts.push(dotted);
    const alias = node.type === 'import' && node.children.length > 1 ? node.children.at(-1)?.text : undefined;
    imports.set(alias ?? dotted.slice(dotted.lastIndexOf('.') + 1), dotted);
  }
  return { package: name, imports, importTexts };
}

function classOf(node: Syntax, annotations: readonly JvmAnnotation[]): JvmClass {
  const supers = node.children
    .filter(({ type }) => /^(superclass|super_interfaces|extends_interfaces|delegation_specifiers)$/.test(type))
    .flatMap((list) => [...withDescendants(list)])
    .filter(({ type }) => type === 'type_identifier' || type === 'user_type')
    .map(({ text }) => text);
  const name = fieldOf(node, 'name')?.text ?? (node.type === 'companion_object' ? 'Companion' : '');
  return { name, node, supers, annotations };
}

function methodOf(
  node: Syntax,
  own: { annotationsAt: JvmIndex['annotationsAt']; variables: readonly JvmVariable[] },
): JvmMethod {
  return {
    name: fieldOf(node, 'name')?.text ?? '',
    node,
    parameters: own.variables.filter(({ owner, kind }) => owner === node && kind === 'parameter'),
    body: fieldOf(node, 'body') ?? node.children.find(({ type }) => type === 'function_body' || type === 'block'),
    annotations: own.annotationsAt.get(node) ?? [],
  };
}

function assignmentOf(node: Syntax): (readonly [string, JvmAssignment])[] {
  if (node.type !== 'assignment' && node.type !== 'assignment_expression') return [];
  const target = fieldOf(node, 'left');
  const value = fieldOf(node, 'right');
  if (target === undefined || value === undefined || fieldOf(node, 'operator')?.text !== '=') return [];
  const name = target.text.slice(target.text.lastIndexOf('.') + 1);
  return [[name, { target, value, node }]];
}

/** The innermost method, constructor or function around a node. */
export function methodAround(file: JvmIndex, node: Syntax): JvmMethod | undefined {
  for (const each of ancestorsOf(node)) {
    if (isMethod(each)) return file.methods.find((method) => method.node === each);
    if (isClass(each)) return undefined;
  }
  return undefined;
}

/** The classes around a node, innermost first. */
export function classesAround(file: JvmIndex, node: Syntax): readonly JvmClass[] {
  return [...ancestorsOf(node)].flatMap((each) => file.classes.find((own) => own.node === each) ?? []);
}
