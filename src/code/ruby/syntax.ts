import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';

export type RbNode = Syntax;

export interface RbCall {
  readonly node: RbNode;
  readonly name: string;
  readonly nameNode: RbNode;
  readonly receiver: RbNode | undefined;
  readonly args: readonly RbNode[];
  /** Options at the end, with or without braces, by their name. */
  readonly options: ReadonlyMap<string, RbNode>;
  /** `*rest`, `**options` or `...`: what is not seen may still be given. */
  readonly isOpen: boolean;
  readonly block: RbNode | undefined;
}

/** `receiver.name(args, key: value) { block }`; a bare word that stands for a call without arguments is none. */
export function callOf(node: RbNode): RbCall | undefined {
  if (node.type !== 'call') return undefined;
  const nameNode = fieldOf(node, 'method');
  if (nameNode === undefined) return undefined;
  const args: RbNode[] = [];
  const options = new Map<string, RbNode>();
  let isOpen = false;
  for (const child of fieldOf(node, 'arguments')?.children ?? []) {
    if (child.type === 'pair') addPair(child, options);
    else if (child.type === 'hash') {
      args.push(child);
      for (const [key, value] of pairsOf(child)) options.set(key, value);
    } else if (/splat|forward/.test(child.type)) isOpen = true;
    else if (child.type !== 'block_argument') args.push(child);
  }
  const receiver = fieldOf(node, 'receiver');
  return { node, name: nameNode.text, nameNode, receiver, args, options, isOpen, block: fieldOf(node, 'block') };
}

/** Pairs of a hash by the text of their keys; keys that are computed are left out. */
export function pairsOf(hash: RbNode): ReadonlyMap<string, RbNode> {
  const pairs = new Map<string, RbNode>();
  for (const child of hash.children) if (child.type === 'pair') addPair(child, pairs);
  return pairs;
}

function addPair(pair: RbNode, pairs: Map<string, RbNode>): void {
  const key = keyText(fieldOf(pair, 'key'));
  const value = fieldOf(pair, 'value');
  if (key !== undefined && value) pairs.set(key, value);
}

/** `port:`, `:port =>`, `'port' =>`, `"port":`. */
export function keyText(key: RbNode | undefined): string | undefined {
  switch (key?.type) {
    case 'hash_key_symbol':
      return key.text;
    case 'simple_symbol':
      return key.text.slice(1);
    case 'string':
      return key.children.length === 0 ? key.text.slice(1, -1) : undefined;
    default:
      return undefined;
  }
}

/** An expression without the parentheses around it. */
export function bare(node: RbNode): RbNode {
  let at = node;
  while (at.type === 'parenthesized_statements' && at.children.length === 1 && at.children[0]) at = at.children[0];
  return at;
}

export function isInside(node: RbNode, outer: RbNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** The nearest ancestor of one of the types. */
export function ancestorOf(node: RbNode, types: RegExp): RbNode | undefined {
  for (const each of ancestorsOf(node)) if (types.test(each.type)) return each;
  return undefined;
}

export const METHOD = /^(method|singleton_method)$/;
export const CLASS = /^(class|module)$/;
const BLOCK = /^(block|do_block)$/;

export function isBlock(node: RbNode): boolean {
  return BLOCK.test(node.type);
}

/** The call that a block is handed to. */
export function callOfBlock(block: RbNode): RbCall | undefined {
  return block.parent && callOf(block.parent);
}

/** What a block or a method does, without its parameters. */
export function statementsOf(holder: RbNode | undefined): readonly RbNode[] {
  const body = fieldOf(holder, 'body');
  if (body === undefined) return [];
  return /^(body_statement|block_body|then|begin|else|do)$/.test(body.type) ? body.children : [body];
}

/** A constant as it is written: `Shop::Till`; undefined when a part of it is computed. */
export function constantName(node: RbNode | undefined): string | undefined {
  if (node?.type === 'constant') return node.text;
  if (node?.type !== 'scope_resolution') return undefined;
  const name = fieldOf(node, 'name');
  const scope = fieldOf(node, 'scope');
  if (name?.type !== 'constant') return undefined;
  if (scope === undefined) return name.text;
  const outer = constantName(scope);
  return outer === undefined ? undefined : `${outer}::${name.text}`;
}

/** The class or module in which a place lies, with those around it: `Shop::Till`; empty at the top. */
export function ownerOf(node: RbNode): string {
  const names: string[] = [];
  for (const each of ancestorsOf(node)) {
    const own = CLASS.test(each.type) ? constantName(fieldOf(each, 'name')) : undefined;
    if (own !== undefined && !isInside(node, fieldOf(each, 'superclass') ?? fieldOf(each, 'name') ?? node))
      names.unshift(own);
  }
  return names.join('::');
}

/** The names under which a constant may be known at a place: in each class around it, the innermost first. */
export function candidatesFor(written: string, owner: string): string[] {
  const parts = owner === '' ? [] : owner.split('::');
  return parts.map((_, at) => [...parts.slice(0, parts.length - at), written].join('::')).concat(written);
}
