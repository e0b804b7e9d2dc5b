import { plainString } from './strings.ts';
import type { RbCall, RbNode } from './syntax.ts';

/** A route of a resource below its own path: the method, and what stands behind. */
export interface Action {
  readonly name: string;
  readonly methods: readonly string[];
  /** `{id}` of the member stands before it. */
  readonly isMember: boolean;
  readonly ending: string;
}

const PLURAL: readonly Action[] = [
  { name: 'index', methods: ['GET'], isMember: false, ending: '' },
  { name: 'create', methods: ['POST'], isMember: false, ending: '' },
  { name: 'new', methods: ['GET'], isMember: false, ending: 'new' },
  { name: 'edit', methods: ['GET'], isMember: true, ending: 'edit' },
  { name: 'show', methods: ['GET'], isMember: true, ending: '' },
  { name: 'update', methods: ['PATCH', 'PUT'], isMember: true, ending: '' },
  { name: 'destroy', methods: ['DELETE'], isMember: true, ending: '' },
];
const SINGULAR = PLURAL.filter(({ name }) => name !== 'index').map((action) => ({ ...action, isMember: false }));

/** The actions of `resources` or `resource` after `only:` and `except:`. */
export function actionsOf({ name, options }: RbCall): readonly Action[] {
  const all = name === 'resource' ? SINGULAR : PLURAL;
  const only = namesIn(options.get('only'));
  const except = namesIn(options.get('except'));
  return all.filter((action) => (only === undefined || only.includes(action.name)) && !except?.includes(action.name));
}

/** One name or a list of them; undefined when none is given or it is computed. */
export function namesIn(node: RbNode | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  const nodes = /^(array|symbol_array|string_array)$/.test(node.type) ? node.children : [node];
  const names = nodes.map(plainString);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `order_id` of `orders`, near enough: only the name of a parameter hangs on it. */
export function singular(name: string): string {
  return name
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
