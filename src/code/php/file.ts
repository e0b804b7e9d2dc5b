import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { grouped } from '../grouped.ts';
import type { ParsedFile } from '../language.ts';
import { fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { CLASS, callOf, classAround, functionAround, isName, lastName, type PhpCall, parametersOf } from './syntax.ts';

/** One PHP file, indexed once. */
export interface PhpFile {
  readonly path: string;
  readonly text: string;
  readonly root: Syntax;
  readonly nodes: readonly Syntax[];
  readonly calls: readonly PhpCall[];
  readonly callAt: ReadonlyMap<Syntax, PhpCall>;
  readonly callsByName: ReadonlyMap<string, readonly PhpCall[]>;
  /** Functions and methods by name. */
  readonly functions: ReadonlyMap<string, readonly Syntax[]>;
  readonly classes: ReadonlyMap<string, Syntax>;
  /** The short name, or the alias, to the whole one. */
  readonly imports: ReadonlyMap<string, string>;
  /** Constants of classes (`Queues.ORDERS`) and of the file. */
  readonly constants: ReadonlyMap<string, Syntax>;
  /** Properties and promoted parameters by class and name: `Cart.url`. */
  readonly properties: ReadonlyMap<string, Syntax>;
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** Where a variable or an own property stands, other than where it is given its value. */
  readonly uses: ReadonlyMap<string, readonly Syntax[]>;
  readonly brokenAt: number | undefined;
  readonly originOf: (node: Syntax) => Origin;
  readonly originAt: (offset: number) => Origin;
}

/** `$url = …` by `$url`; `$this->url = …` by `this.url`. */
export interface Assignment {
  readonly node: Syntax;
  readonly value: Syntax;
}

export function indexFile(file: ParsedFile): PhpFile {
  const root = file.tree;
  const nodes = [...withDescendants(root)];
  const positionOf = positionsOf(file.text);
  const calls = nodes.flatMap((node) => callOf(node) ?? []);
  const originAt = (offset: number): Origin => ({ source: 'php', path: file.path, ...positionOf(offset) });
  return {
    path: file.path,
    text: file.text,
    root,
    nodes,
    calls,
    callAt: new Map(calls.map((call) => [call.node, call])),
    callsByName: grouped(calls.map((call) => [call.name, call] as const)),
    functions: grouped(
      nodes.flatMap((node) =>
        /^(function_definition|method_declaration)$/.test(node.type)
          ? [[fieldOf(node, 'name')?.text ?? '', node] as const]
          : [],
      ),
    ),
    classes: new Map(
      nodes.filter(({ type }) => CLASS.test(type)).map((node) => [fieldOf(node, 'name')?.text ?? '', node]),
    ),
    imports: importsOf(nodes),
    constants: new Map(nodes.flatMap(constantOf)),
    properties: new Map(nodes.flatMap(propertyOf)),
    assignments: grouped(nodes.flatMap(assignmentOf)),
    uses: grouped(nodes.flatMap(useOf)),
    brokenAt: file.brokenAt,
    originOf: (node) => originAt(node.start),
    originAt,
  };
}

function importsOf(nodes: readonly Syntax[]): Map<string, string> {
  const imports = new Map<string, string>();
  for (const node of nodes) {
    if (node.type !== 'namespace_use_clause') continue;
    const group = node.parent?.type === 'namespace_use_group' ? node.parent.parent : undefined;
    const prefix = group?.children.find(({ type }) => type === 'namespace_name')?.text;
    const own = node.children.find((child) => isName(child) && child.field !== 'alias')?.text ?? '';
    const whole = (prefix === undefined ? own : `${prefix}\\${own}`).replace(/^\\/, '');
    imports.set(fieldOf(node, 'alias')?.text ?? lastName(whole), whole);
  }
  return imports;
}

/** The name of a class as the imports of the file complete it. */
export function wholeName(file: PhpFile, text: string): string {
  const [first = '', ...rest] = text.replace(/^\\/, '').split('\\');
  const imported = text.startsWith('\\') ? undefined : file.imports.get(first);
  return [imported ?? first, ...rest].join('\\');
}

export function className(node: Syntax | undefined): string {
  return fieldOf(node, 'name')?.text ?? '';
}

function constantOf(node: Syntax): (readonly [string, Syntax])[] {
  if (node.type === 'const_element') {
    const [name, value] = node.children;
    if (name === undefined || value === undefined) return [];
    const owner = className(classAround(node));
    return [[owner === '' ? name.text : `${owner}.${name.text}`, value]];
  }
  if (node.type === 'enum_case') {
    const value = fieldOf(node, 'value') ?? node.children[1];
    return value ? [[`${className(classAround(node))}.${className(node)}`, value]] : [];
  }
  const call = node.type === 'function_call_expression' ? callOf(node) : undefined;
  const [name, value] = call?.name === 'define' ? call.args.map((each) => each.value) : [];
  return name?.type === 'string' && value ? [[name.text.slice(1, -1), value]] : [];
}

function propertyOf(node: Syntax): (readonly [string, Syntax])[] {
  if (node.type !== 'property_element' && node.type !== 'property_promotion_parameter') return [];
  const name = fieldOf(node, 'name')?.text.slice(1);
  return name === undefined ? [] : [[`${className(classAround(node))}.${name}`, node]];
}

function assignmentOf(node: Syntax): (readonly [string, Assignment])[] {
  if (!/^(augmented_)?assignment_expression$/.test(node.type)) return [];
  const left = fieldOf(node, 'left');
  const value = fieldOf(node, 'right');
  const key = left && keyOf(left);
  return key === undefined || value === undefined ? [] : [[key, { node, value }]];
}

/** What a variable or a property of the own object is filed under. */
export function keyOf(node: Syntax): string | undefined {
  if (node.type === 'variable_name') return node.text;
  if (/^(nullsafe_)?member_access_expression$/.test(node.type) && fieldOf(node, 'object')?.text === '$this')
    return `this.${fieldOf(node, 'name')?.text ?? ''}`;
  const scope = node.type === 'scoped_property_access_expression' ? fieldOf(node, 'scope')?.text : undefined;
  if (scope !== undefined && /^(self|static)$/.test(scope))
    return `this.${(fieldOf(node, 'name')?.text ?? '').replace(/^\$/, '')}`;
  return undefined;
}

function useOf(node: Syntax): (readonly [string, Syntax])[] {
  const key = keyOf(node);
  const isTarget =
    node.parent?.type === 'scoped_property_access_expression' ||
    (node.field === 'left' && node.parent !== undefined && isPlainTarget(node.parent)) ||
    /_parameter$|property_element/.test(node.parent?.type ?? '');
  return key === undefined || isTarget ? [] : [[key, node]];
}

/** `$level ??= 'info'` looks at what is there. */
function isPlainTarget(parent: Syntax): boolean {
  return (
    parent.type === 'assignment_expression' ||
    (parent.type === 'augmented_assignment_expression' && fieldOf(parent, 'operator')?.text !== '??=')
  );
}

/** The parameter of the function around a place that has this name. */
export function parameterNamed(name: string, at: Syntax): { method: Syntax; parameter: Syntax } | undefined {
  for (let node = at.parent; node !== undefined; node = node.parent) {
    if (!/^(function_definition|method_declaration|anonymous_function|arrow_function)$/.test(node.type)) continue;
    const parameter = parametersOf(node).find((each) => fieldOf(each, 'name')?.text === name);
    if (parameter) return { method: node, parameter };
    if (node.type !== 'arrow_function' && !isTakenAlong(name, node)) return undefined;
  }
  return undefined;
}

/** `function () use ($shop) { … }` */
export function isTakenAlong(name: string, closure: Syntax): boolean {
  const clause = closure.children.find(({ type }) => type === 'anonymous_function_use_clause');
  return clause !== undefined && [...withDescendants(clause)].some(({ text }) => text === name);
}

/** The functions in which a variable is the same one: the one around a place, and those that it takes it from. */
export function scopesOf(name: string, at: Syntax): readonly (Syntax | undefined)[] {
  const scopes: (Syntax | undefined)[] = [];
  let around = functionAround(at);
  scopes.push(around);
  while (around?.type === 'anonymous_function' && isTakenAlong(name, around)) {
    around = functionAround(around);
    scopes.push(around);
  }
  return scopes;
}
