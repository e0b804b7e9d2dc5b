import { type Syntax, withDescendants } from '../syntax.ts';
import { stringOf } from './strings.ts';
import { bare, callOf, entriesOf, type PhpCall } from './syntax.ts';

interface Action {
  readonly name: string;
  readonly methods: readonly string[];
  /** Behind the resource; `{}` is its one item. */
  readonly path: string;
}

const ACTIONS: readonly Action[] = [
  { name: 'index', methods: ['GET'], path: '' },
  { name: 'create', methods: ['GET'], path: '/create' },
  { name: 'store', methods: ['POST'], path: '' },
  { name: 'show', methods: ['GET'], path: '/{}' },
  { name: 'edit', methods: ['GET'], path: '/{}/edit' },
  { name: 'update', methods: ['PUT', 'PATCH'], path: '/{}' },
  { name: 'destroy', methods: ['DELETE'], path: '/{}' },
];

interface Found {
  readonly methods: readonly string[];
  readonly path: string;
  readonly at: Syntax;
}

/** `Route::apiResource('carts', …)`, `Route::resources(['carts' => …])`, with `only` and `except`. */
export function resourceRoutes(call: PhpCall): Found[] {
  const [first] = call.args;
  if (first === undefined) return [];
  const listed = bare(first.value);
  const nodes =
    listed.type === 'array_creation_expression' ? entriesOf(listed).flatMap(({ key }) => key ?? []) : [listed];
  const actions = actionsOf(call);
  return nodes.flatMap((node) => {
    const name = stringOf(node);
    return name === undefined
      ? []
      : actions.map(({ methods, path }) => ({ methods, path: pathFor(name, path, call), at: node }));
  });
}

/** `photos.comments` → `photos/{photo}/comments/{comment}` */
function pathFor(name: string, path: string, { name: kind }: PhpCall): string {
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const above = parts.slice(0, -1).map((part) => `${part}/{${itemOf(part)}}/`);
  const own = /ingleton$/.test(kind) ? path.replace('/{}', '') : path.replace('{}', `{${itemOf(last)}}`);
  return `${above.join('')}${last}${own}`;
}

function itemOf(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1).replaceAll('-', '_');
  return last.replace(/ies$/, 'y').replace(/s$/, '');
}

function actionsOf(call: PhpCall): readonly Action[] {
  const isApi = call.name.startsWith('api');
  const isSingle = /ingleton$/.test(call.name);
  const all = ACTIONS.filter(
    ({ name }) =>
      !(isApi && /^(create|edit)$/.test(name)) && !(isSingle && /^(index|create|store|destroy)$/.test(name)),
  );
  const only = namesFor(call, 'only');
  const except = namesFor(call, 'except') ?? [];
  return all.filter(({ name }) => (only === undefined || only.includes(name)) && !except.includes(name));
}

/** The names that an option in the last argument, or a call behind it, lists. */
function namesFor(call: PhpCall, option: 'only' | 'except'): readonly string[] | undefined {
  for (let at = call.node.parent; at !== undefined; at = at.parent) {
    const outer = callOf(at);
    if (outer === undefined) break;
    if (outer.name === option) return outer.args.flatMap(({ value }) => textsIn(value));
  }
  const options = call.args[call.name.endsWith('s') ? 1 : 2]?.value;
  const entry = options && entriesOf(bare(options)).find(({ key }) => stringOf(key) === option);
  return entry && textsIn(entry.value);
}

function textsIn(node: Syntax): readonly string[] {
  return [...withDescendants(node)].flatMap((each) => stringOf(each) ?? []);
}
