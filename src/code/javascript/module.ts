import type { Origin } from '../../shape/origin.ts';
import { type Position, positionsOf } from '../../text/position.ts';
import type { ParsedFile, ReadContext } from '../language.ts';
import { type Syntax, withDescendants } from '../syntax.ts';
import { type Scopes, scopesOf } from './scopes.ts';

/** One file, prepared for the readers, and what other files give it. */
export interface SourceModule extends ModuleIndex {
  readonly context: ReadContext;
}

/** What a file is without the others: its tree, its names, its calls. */
export interface ModuleIndex {
  readonly path: string;
  readonly text: string;
  readonly root: Syntax;
  readonly scopes: Scopes;
  /** All calls and `new` expressions, in the order of the text. */
  readonly calls: readonly Syntax[];
  nodesOf(type: string): readonly Syntax[];
  positionOf(node: Syntax): Position;
  /** The place of a node's first character. */
  originOf(node: Syntax): Origin;
}

export function indexModule(file: ParsedFile): ModuleIndex {
  const root = file.tree;
  const byType = new Map<string, Syntax[]>();
  const calls: Syntax[] = [];
  for (const node of withDescendants(root)) {
    const same = byType.get(node.type);
    if (same) same.push(node);
    else byType.set(node.type, [node]);
    if (node.type === 'call_expression' || node.type === 'new_expression') calls.push(node);
  }
  const position = positionsOf(file.text);
  return {
    path: file.path,
    text: file.text,
    root,
    scopes: scopesOf(root),
    calls,
    nodesOf: (type) => byType.get(type) ?? [],
    positionOf: (node) => position(node.start),
    originOf: (node) => ({ source: 'javascript', path: file.path, ...position(node.start) }),
  };
}
