import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';
import { withDescendants } from '../syntax.ts';
import { type Declaration, declarationsOf } from './declarations.ts';
import { type CsNode, childOf, lastName, type MethodCall, methodCall } from './syntax.ts';

/** One C# file, indexed once. */
export interface CsFile {
  readonly path: string;
  readonly text: string;
  readonly root: CsNode;
  readonly nodes: readonly CsNode[];
  readonly calls: readonly MethodCall[];
  /** `new T(…)` and `new(…)`. */
  readonly creations: readonly CsNode[];
  /** Classes, records, structs and interfaces by name. */
  readonly types: ReadonlyMap<string, CsNode>;
  readonly methods: ReadonlyMap<string, readonly CsNode[]>;
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  /** Right sides by the last name on the left: `_config = config`, `this._config = config`. */
  readonly assignments: ReadonlyMap<string, readonly CsNode[]>;
  /** Where a name stands. */
  readonly uses: ReadonlyMap<string, readonly CsNode[]>;
  readonly brokenAt: number | undefined;
  readonly originOf: (node: CsNode) => Origin;
  readonly originAt: (offset: number) => Origin;
}

export const TYPE_DECLARATION = /^(class|record|struct|interface|record_struct)_declaration$/;
export const METHOD = /^(method_declaration|local_function_statement|constructor_declaration)$/;

export function indexFile(file: ParsedFile): CsFile {
  const root = file.tree;
  const nodes = [...withDescendants(root)];
  const positionOf = positionsOf(file.text);
  const types = new Map<string, CsNode>();
  const methods = new Map<string, CsNode[]>();
  const assignments = new Map<string, CsNode[]>();
  const uses = new Map<string, CsNode[]>();
  for (const node of nodes) {
    const name = childOf(node, 'name')?.text;
    if (TYPE_DECLARATION.test(node.type) && name !== undefined) types.set(name, node);
    else if (METHOD.test(node.type) && name !== undefined) push(methods, name, node);
    else if (node.type === 'assignment_expression') {
      const left = childOf(node, 'left');
      const right = childOf(node, 'right');
      const isMember = node.parent?.type === 'initializer_expression';
      const target = left && lastName(left);
      if (target !== undefined && right && !isMember) push(assignments, target, right);
    } else if (node.type === 'identifier') push(uses, node.text, node);
  }
  const originAt = (offset: number): Origin => ({ source: 'csharp', path: file.path, ...positionOf(offset) });
  return {
    path: file.path,
    text: file.text,
    root,
    nodes,
    calls: nodes.flatMap((node) => methodCall(node) ?? []),
    creations: nodes.filter(({ type }) => /^(implicit_)?object_creation_expression$/.test(type)),
    types,
    methods,
    declarations: declarationsOf(nodes, root),
    assignments,
    uses,
    brokenAt: file.brokenAt,
    originOf: (node) => originAt(node.start),
    originAt,
  };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
