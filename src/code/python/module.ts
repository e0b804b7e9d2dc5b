import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';
import { withDescendants } from '../syntax.ts';
import { readImports } from './imports.ts';
import { ancestorOf, argumentsOf, type CallArguments, childOf, type PyNode } from './syntax.ts';

/** One Python file, indexed once: what its names are bound to and where they are used. */
export interface PythonModule {
  readonly path: string;
  readonly text: string;
  readonly root: PyNode;
  readonly nodes: readonly PyNode[];
  readonly calls: readonly PyNode[];
  /** Local name to what it stands for: `env` → `os.environ`, `queue` → `.config.queue`. */
  readonly imports: ReadonlyMap<string, string>;
  /** Modules of `from x import *`. */
  readonly starImports: readonly string[];
  /** What is assigned to a name or to `self.x`, by text of the target. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  readonly functions: ReadonlyMap<string, readonly PyNode[]>;
  readonly classes: ReadonlyMap<string, PyNode>;
  /** Where an identifier or `self.x` occurs. */
  readonly uses: ReadonlyMap<string, readonly PyNode[]>;
  readonly textOf: (node: PyNode) => string;
  readonly argumentsOf: (call: PyNode) => CallArguments;
  readonly originOf: (node: PyNode) => Origin;
}

export interface Assignment {
  readonly target: PyNode;
  readonly value: PyNode;
  /** Function, class or module in which the name lives. */
  readonly scope: PyNode;
}

export function indexModule(file: ParsedFile): PythonModule {
  const root = file.tree;
  const nodes = [...withDescendants(root)];
  const textOf = (node: PyNode) => node.text;
  const positionOf = positionsOf(file.text);
  return {
    path: file.path,
    text: file.text,
    root,
    nodes,
    calls: nodes.filter((node) => node.type === 'call'),
    ...readImports(nodes, textOf),
    ...readDefinitions(nodes, root, textOf),
    uses: readUses(nodes, textOf),
    textOf,
    argumentsOf: (call) => argumentsOf(call, file.text),
    originOf: (node) => ({ source: 'python', path: file.path, ...positionOf(node.start) }),
  };
}

type Definitions = Pick<PythonModule, 'assignments' | 'functions' | 'classes'>;

function readDefinitions(nodes: readonly PyNode[], root: PyNode, textOf: (node: PyNode) => string): Definitions {
  const assignments = new Map<string, Assignment[]>();
  const functions = new Map<string, PyNode[]>();
  const classes = new Map<string, PyNode>();
  const assign = (target: PyNode | undefined, value: PyNode | undefined, at: PyNode) => {
    if (target === undefined || value === undefined) return;
    push(assignments, textOf(target), { target, value, scope: scopeOf(at) ?? root });
  };
  for (const node of nodes) {
    const name = childOf(node, 'name');
    if (node.type === 'function_definition' && name) push(functions, textOf(name), node);
    else if (node.type === 'class_definition' && name) classes.set(textOf(name), node);
    else if (node.type === 'named_expression') assign(name, childOf(node, 'value'), node);
    else if (node.type === 'as_pattern') assign(node.children.at(-1), node.children[0], node);
    else if (node.type === 'assignment') {
      const left = childOf(node, 'left');
      const right = childOf(node, 'right');
      const isPair = left?.type === 'pattern_list' || left?.type === 'tuple_pattern';
      if (isPair && right && left.children.length === right.children.length)
        for (const [index, target] of left.children.entries()) assign(target, right.children[index], node);
      else assign(left, right, node);
    }
  }
  return { assignments, functions, classes };
}

function readUses(nodes: readonly PyNode[], textOf: (node: PyNode) => string): Map<string, PyNode[]> {
  const uses = new Map<string, PyNode[]>();
  for (const node of nodes) {
    if (node.type === 'identifier') {
      if (node.parent?.type === 'attribute' && node.field === 'attribute') continue;
      if (node.parent?.type === 'keyword_argument' && node.field === 'name') continue;
      push(uses, textOf(node), node);
    } else if (node.type === 'attribute') {
      const object = childOf(node, 'object');
      if (object?.type === 'identifier' && /^(self|cls)$/.test(textOf(object))) push(uses, textOf(node), node);
    }
  }
  return uses;
}

/** The function, class or module that a name assigned at `node` lives in. */
export function scopeOf(node: PyNode): PyNode | undefined {
  return ancestorOf(node, 'function_definition', 'class_definition', 'lambda', 'module');
}

/** Name of a function or class definition, of the class around a node and the like. */
export function nameOf(module: PythonModule, definition: PyNode | undefined): string | undefined {
  const name = childOf(definition, 'name');
  return name && module.textOf(name);
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
