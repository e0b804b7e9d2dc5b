// Several files of one project → one (N159): maps merge, lists append, some attributes replace, some items are unique.

import type { ComposeEntry, ComposeList, ComposeMap, ComposeNode } from './node.ts';
import { isNull } from './node.ts';
import { uniqueKeyOf } from './unique-key.ts';

const REPLACED = /^services\.\*\.(command|entrypoint|healthcheck\.test)$/;

/** `over` wins. Both are in the one form of `unifyService`. */
export function mergeProjects(base: ComposeMap, over: ComposeMap): ComposeMap {
  return mergeMaps(base, over, []);
}

/** One service laid over another, as a later file or `extends` does it. */
export function mergeServices(base: ComposeMap, over: ComposeMap): ComposeMap {
  return mergeMaps(base, over, ['services', '*']);
}

/** Takes out what `!reset` marks, at any depth, and doubles of items that must be unique. */
export function settle(node: ComposeMap, path: readonly string[] = []): ComposeMap {
  const entries = node.entries.filter((entry) => entry.value.tag !== '!reset');
  return {
    ...node,
    entries: entries.map((entry) => ({ ...entry, value: settleNode(entry.value, step(path, entry.key)) })),
  };
}

function settleNode(node: ComposeNode, path: readonly string[]): ComposeNode {
  if (node.kind === 'map') return settle(node, path);
  return node.kind === 'list' ? { ...node, items: unique(node.items, path) } : node;
}

function mergeMaps(base: ComposeMap, over: ComposeMap, path: readonly string[]): ComposeMap {
  const merged = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const before = merged.get(entry.key);
    if (entry.value.tag === '!reset') merged.delete(entry.key);
    else if (before === undefined) merged.set(entry.key, entry);
    else merged.set(entry.key, mergeEntries(before, entry, step(path, entry.key)));
  }
  return { ...over, entries: [...merged.values()] };
}

function mergeEntries(before: ComposeEntry, after: ComposeEntry, path: readonly string[]): ComposeEntry {
  if (after.value.tag === '!override' || REPLACED.test(path.join('.'))) return after;
  // `KEY` without a value takes KEY from outside: it is no empty override.
  if (isNull(after.value)) return isPair(path) ? after : before;
  return { ...after, value: mergeNodes(before.value, after.value, path) };
}

function isPair(path: readonly string[]): boolean {
  return /^services\.\*\.(environment|build\.args)\./.test(path.join('.'));
}

function mergeNodes(before: ComposeNode, after: ComposeNode, path: readonly string[]): ComposeNode {
  if (before.kind === 'map' && after.kind === 'map') return mergeMaps(before, after, path);
  if (before.kind === 'list' && after.kind === 'list') return joinLists(before, after, path);
  return after;
}

function joinLists(before: ComposeList, after: ComposeList, path: readonly string[]): ComposeList {
  return { ...after, items: unique([...before.items, ...after.items], path) };
}

/** A later item takes the place of an earlier one with the same key. */
function unique(items: readonly ComposeNode[], path: readonly string[]): ComposeNode[] {
  const kept = new Map<string, ComposeNode>();
  items.forEach((item, index) => {
    kept.set(uniqueKeyOf(item, path.join('.')) ?? `#${index}`, item);
  });
  return [...kept.values()];
}

/** Names that users choose are one step, whatever they are. */
function step(path: readonly string[], key: string): string[] {
  const chosen = path.length === 1 || path.join('.') === 'services.*.networks';
  return [...path, chosen ? '*' : key];
}
