import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';
import { fieldOf, withDescendants } from '../syntax.ts';
import {
  ancestorOf,
  CLASS,
  callOf,
  constantName,
  isBlock,
  METHOD,
  ownerOf,
  type RbCall,
  type RbNode,
} from './syntax.ts';

/** One Ruby file, indexed once. */
export interface RbFile {
  readonly path: string;
  readonly text: string;
  readonly root: RbNode;
  readonly nodes: readonly RbNode[];
  readonly calls: readonly RbCall[];
  /** What is assigned to a local, `@x`, `@@x` or `$x`, by text of the target. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** Constants by their last name. */
  readonly constants: ReadonlyMap<string, readonly Constant[]>;
  readonly methods: readonly Method[];
  readonly classes: readonly ClassDefinition[];
  /** Where a local or an instance variable stands. */
  readonly uses: ReadonlyMap<string, readonly RbNode[]>;
  readonly brokenAt: number | undefined;
  readonly originOf: (node: RbNode) => Origin;
  readonly originAt: (offset: number) => Origin;
}

export interface Assignment {
  readonly target: RbNode;
  readonly value: RbNode;
  /** Method, block, class or file in which a local is known. */
  readonly scope: RbNode;
}

export interface Constant {
  /** `Shop::Till`, empty at the top. */
  readonly owner: string;
  readonly name: string;
  readonly node: RbNode;
  readonly value: RbNode;
}

export interface Method {
  readonly owner: string;
  readonly name: string;
  readonly node: RbNode;
  readonly parameters: readonly RbNode[];
  readonly body: readonly RbNode[];
}

export interface ClassDefinition {
  readonly name: string;
  /** As it is written; empty without one. */
  readonly base: string;
  readonly node: RbNode;
}

export function indexFile(file: ParsedFile): RbFile {
  const root = file.tree;
  const nodes = [...withDescendants(root)];
  const positionOf = positionsOf(file.text);
  const { path } = file;
  const originAt = (at: number): Origin => ({ source: 'ruby', path, ...positionOf(at) });
  return {
    path,
    text: file.text,
    root,
    nodes,
    calls: nodes.flatMap((node) => callOf(node) ?? []),
    ...assignmentsIn(nodes, root),
    methods: nodes.flatMap(methodAt),
    classes: nodes.flatMap(classAt),
    uses: usesIn(nodes),
    brokenAt: file.brokenAt,
    originOf: (node) => originAt(node.start),
    originAt,
  };
}

function assignmentsIn(nodes: readonly RbNode[], root: RbNode): Pick<RbFile, 'assignments' | 'constants'> {
  const assignments = new Map<string, Assignment[]>();
  const constants = new Map<string, Constant[]>();
  const assign = (target: RbNode | undefined, value: RbNode | undefined) => {
    if (target === undefined || value === undefined) return;
    const named = constantName(target);
    if (named === undefined) push(assignments, target.text, { target, value, scope: scopeOf(target) ?? root });
    else {
      const written = [...ownerOf(target).split('::'), ...named.split('::')].filter((part) => part !== '');
      const name = written.pop() ?? named;
      push(constants, name, { owner: written.join('::'), name, node: target, value });
    }
  };
  for (const node of nodes) {
    if (node.type !== 'assignment' && node.type !== 'operator_assignment') continue;
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const isPair =
      left?.type === 'left_assignment_list' &&
      right !== undefined &&
      /^(array|right_assignment_list)$/.test(right.type);
    if (isPair && left.children.length === right.children.length)
      for (const [at, target] of left.children.entries()) assign(target, right.children[at]);
    // `url += '/x'` is made of what was there.
    else assign(left, node.type === 'operator_assignment' && fieldOf(node, 'operator')?.text !== '||=' ? node : right);
  }
  return { assignments, constants };
}

const SCOPE = /^(method|singleton_method|class|module|singleton_class|program|block|do_block|lambda)$/;

function scopeOf(node: RbNode): RbNode | undefined {
  return ancestorOf(node, SCOPE);
}

function methodAt(node: RbNode): Method[] {
  const name = fieldOf(node, 'name');
  if (!METHOD.test(node.type) || name === undefined) return [];
  const parameters = fieldOf(node, 'parameters')?.children ?? [];
  const body = fieldOf(node, 'body');
  const statements = body === undefined ? [] : body.type === 'body_statement' ? body.children : [body];
  return [{ owner: ownerOf(node), name: name.text, node, parameters, body: statements }];
}

function classAt(node: RbNode): ClassDefinition[] {
  if (!CLASS.test(node.type)) return [];
  const own = constantName(fieldOf(node, 'name'));
  if (own === undefined) return [];
  const around = ownerOf(node);
  return [
    {
      name: around === '' ? own : `${around}::${own}`,
      base: fieldOf(node, 'superclass')?.children[0]?.text ?? '',
      node,
    },
  ];
}

function usesIn(nodes: readonly RbNode[]): Map<string, RbNode[]> {
  const uses = new Map<string, RbNode[]>();
  for (const node of nodes)
    if (
      /^(identifier|instance_variable|class_variable|global_variable|constant)$/.test(node.type) &&
      node.field !== 'method'
    )
      push(uses, node.text, node);
  return uses;
}

/** What is assigned to a name where the place can see it. */
export function assignmentsSeen(file: RbFile, at: RbNode): readonly Assignment[] {
  const all = (file.assignments.get(at.text) ?? []).filter(({ target }) => target !== at);
  if (at.type !== 'identifier') return all.filter(({ target }) => ownerOf(target) === ownerOf(at));
  // Methods do not see the locals around them, blocks do.
  return all.filter(
    ({ target, scope }) =>
      scope.start <= at.start &&
      at.end <= scope.end &&
      methodAround(target) === methodAround(at) &&
      !isBehind(target, at),
  );
}

function isBehind(target: RbNode, at: RbNode): boolean {
  return target.start > at.start;
}

export function methodAround(node: RbNode): RbNode | undefined {
  return ancestorOf(node, METHOD);
}

/** The block around a place that hands it this parameter. */
export function blockOfParameter(at: RbNode): { readonly block: RbNode; readonly index: number } | undefined {
  for (let each = at.parent; each !== undefined && !METHOD.test(each.type); each = each.parent) {
    if (!isBlock(each)) continue;
    const parameters = fieldOf(each, 'parameters')?.children ?? [];
    const index = parameters.findIndex(({ text }) => text === at.text);
    if (index >= 0) return { block: each, index };
  }
  return undefined;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
