import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { grouped } from '../grouped.ts';
import type { ParsedFile, ReadContext } from '../language.ts';
import { callOf, type GoCall, packageName } from './call.ts';
import { stringIn } from './literal.ts';
import { ancestors, child, childrenIn, type GoNode, listed, within } from './tree.ts';

/** One Go file, indexed once for all readers. */
export interface GoFile extends GoIndex {
  readonly context: ReadContext;
}

/** What a file is without the others. */
export interface GoIndex {
  readonly path: string;
  readonly root: GoNode;
  /** Local name of each import to its path. */
  readonly imports: ReadonlyMap<string, string>;
  /** Struct, map and list literals. */
  readonly literals: readonly GoNode[];
  readonly calls: readonly GoCall[];
  readonly callAt: ReadonlyMap<GoNode, GoCall>;
  /** Calls by the last name: all sites of a function, whatever stands before the dot. */
  readonly callsByName: ReadonlyMap<string, readonly GoCall[]>;
  readonly functions: ReadonlyMap<string, GoFunction>;
  readonly structs: ReadonlyMap<string, GoStruct>;
  /** Assignments by the text of their left side: `port`, `svc.addr`. */
  readonly assignments: ReadonlyMap<string, readonly GoAssignment[]>;
  /** Values put under a field, by `cfg.Port = …` or `Config{Port: …}`. */
  readonly fieldValues: ReadonlyMap<string, readonly GoNode[]>;
  /** Identifiers by their text, and selectors by their field, in the order of the text. */
  readonly identifiers: ReadonlyMap<string, readonly GoNode[]>;
  readonly selectors: ReadonlyMap<string, readonly GoNode[]>;
  readonly origin: (node: GoNode, offset?: number) => Origin;
}

export interface GoFunction {
  readonly name: string;
  readonly node: GoNode;
  readonly params: readonly GoParameter[];
  readonly body: GoNode | undefined;
}

export interface GoParameter {
  readonly name: string;
  readonly type: string;
  readonly variadic: boolean;
}

export interface GoStruct {
  readonly name: string;
  readonly fields: readonly GoField[];
}

export interface GoField {
  /** Empty for an embedded type. */
  readonly name: string;
  readonly node: GoNode;
  readonly type: GoNode | undefined;
  readonly tag: GoNode | undefined;
}

export interface GoAssignment {
  readonly target: GoNode;
  /** Undefined when declared without a value. */
  readonly value: GoNode | undefined;
  /** Which result of a call with several: 0 for `v` of `v, ok := f()`. */
  readonly index: number;
  /** The names on the left: `v`, `ok`. */
  readonly names: readonly string[];
  /** Undefined at package level. */
  readonly owner: GoNode | undefined;
  readonly declares: boolean;
}

export function indexOf(file: ParsedFile): GoIndex {
  const root = file.tree;
  const positionOf = positionsOf(file.text);
  const imports = importsIn(root);
  const index = { calls: [] as GoCall[], functions: [] as GoFunction[], structs: [] as GoStruct[] };
  const assignments: GoAssignment[] = [];
  const literals: GoNode[] = [];
  const identifiers: [string, GoNode][] = [];
  const selectors: [string, GoNode][] = [];
  const fieldValues: [string, GoNode][] = [];
  for (const node of within(root)) {
    const call = node.type === 'call_expression' || node.type === 'type_conversion_expression';
    const taken = call ? callOf(node, imports) : undefined;
    if (taken) index.calls.push(taken);
    if (node.type === 'function_declaration' || node.type === 'method_declaration')
      index.functions.push(functionOf(node));
    if (node.type === 'type_spec') index.structs.push(...structOf(node));
    if (node.type === 'keyed_element') fieldValues.push(...keyedValue(node));
    if (node.type === 'composite_literal') literals.push(node);
    if (node.type === 'identifier') identifiers.push([node.text, node]);
    if (node.type === 'selector_expression') selectors.push([child(node, 'field')?.text ?? '', node]);
    assignments.push(...assignmentsOf(node));
  }
  for (const { target, value } of assignments)
    if (target.type === 'selector_expression' && value) fieldValues.push([child(target, 'field')?.text ?? '', value]);
  return {
    path: file.path,
    root,
    imports,
    literals,
    calls: index.calls,
    callAt: new Map(index.calls.map((each) => [each.node, each])),
    callsByName: grouped(index.calls.map((each) => [each.name, each])),
    functions: new Map(index.functions.map((each) => [each.name, each])),
    structs: new Map(index.structs.map((each) => [each.name, each])),
    assignments: grouped(assignments.map((each) => [each.target.text, each])),
    fieldValues: grouped(fieldValues),
    identifiers: grouped(identifiers),
    selectors: grouped(selectors),
    origin: (node, offset = 0) => ({ source: 'go', path: file.path, ...positionOf(node.start + offset) }),
  };
}

function importsIn(root: GoNode): Map<string, string> {
  const imports = new Map<string, string>();
  for (const declaration of root.children) {
    if (declaration.type !== 'import_declaration') continue;
    for (const spec of within(declaration)) {
      const path = spec.type === 'import_spec' ? stringIn(child(spec, 'path')) : undefined;
      if (path !== undefined) imports.set(child(spec, 'name')?.text ?? packageName(path), path);
    }
  }
  return imports;
}

function functionOf(node: GoNode): GoFunction {
  return {
    name: child(node, 'name')?.text ?? '',
    node,
    params: parametersOf(node),
    body: child(node, 'body'),
  };
}

const parametersKnown = new WeakMap<GoNode, readonly GoParameter[]>();

/** Parameters of a function, method or function literal, one a name. */
export function parametersOf(node: GoNode): readonly GoParameter[] {
  const known = parametersKnown.get(node);
  if (known) return known;
  const found = readParameters(node);
  parametersKnown.set(node, found);
  return found;
}

function readParameters(node: GoNode): GoParameter[] {
  return (child(node, 'parameters')?.children ?? []).flatMap((declaration) => {
    const type = child(declaration, 'type')?.text ?? '';
    const variadic = declaration.type === 'variadic_parameter_declaration';
    const names = childrenIn(declaration, 'name').map((name) => name.text);
    return (names.length > 0 ? names : ['_']).map((name) => ({ name, type, variadic }));
  });
}

function structOf(node: GoNode): GoStruct[] {
  const type = child(node, 'type');
  if (type?.type !== 'struct_type') return [];
  return [{ name: child(node, 'name')?.text ?? '', fields: fieldsOf(type) }];
}

/** The fields of a struct type, one a name. */
export function fieldsOf(type: GoNode): GoField[] {
  const list = type.children.find((each) => each.type === 'field_declaration_list');
  return (list?.children ?? []).flatMap((declaration) => {
    if (declaration.type !== 'field_declaration') return [];
    const names = childrenIn(declaration, 'name');
    const shared = { type: child(declaration, 'type'), tag: child(declaration, 'tag') };
    if (names.length === 0) return [{ name: '', node: declaration, ...shared }];
    return names.map((name) => ({ name: name.text, node: name, ...shared }));
  });
}

function keyedValue(node: GoNode): [string, GoNode][] {
  const key = child(node, 'key') ?? node.children[0];
  const value = child(node, 'value') ?? node.children[1];
  const name = key?.children[0];
  if (name?.type !== 'identifier' || value?.children[0] === undefined) return [];
  return [[name.text, value.children[0]]];
}

function assignmentsOf(node: GoNode): GoAssignment[] {
  const isSpec = node.type === 'var_spec' || node.type === 'const_spec';
  if (!isSpec && node.type !== 'short_var_declaration' && node.type !== 'assignment_statement') return [];
  if (child(node, 'operator') && child(node, 'operator')?.text !== '=') return [];
  const targets = isSpec ? childrenIn(node, 'name') : listed(child(node, 'left'));
  const values = listed(child(node, isSpec ? 'value' : 'right'));
  const owner = functionAround(node)?.node;
  const names = targets.map((target) => target.text);
  return targets.map((target, at) => ({
    target: target.type === 'unary_expression' ? (target.children.at(-1) ?? target) : target,
    value: values.length === targets.length ? values[at] : values[0],
    index: values.length === targets.length ? 0 : at,
    names,
    owner,
    declares: node.type !== 'assignment_statement',
  }));
}

/** The innermost function, method or function literal around a node. */
export function functionAround(node: GoNode): { readonly node: GoNode } | undefined {
  for (const each of ancestors(node)) if (isFunction(each)) return { node: each };
  return undefined;
}

export function isFunction(node: GoNode): boolean {
  return node.type === 'function_declaration' || node.type === 'method_declaration' || node.type === 'func_literal';
}

/** The named function or method around a node; undefined at package level. */
export function declarationAround(file: GoFile, node: GoNode): GoFunction | undefined {
  for (const each of ancestors(node)) {
    if (each.type !== 'function_declaration' && each.type !== 'method_declaration') continue;
    const known = file.functions.get(child(each, 'name')?.text ?? '');
    // Methods of two types can share a name; the index keeps one of them.
    return known?.node === each ? known : functionOf(each);
  }
  return undefined;
}

/** The calls in a file of a function of its own package; `sql.Open(…)` calls another `Open` than the one defined here. */
export function callsOfOwn(name: string, file: GoFile): readonly GoCall[] {
  return (file.callsByName.get(name) ?? []).filter((call) => call.package === undefined);
}
