// Which declaration a name means. Syntax only: no types, no flow.
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { declarationsOf } from './declarations.ts';

/** A declared name and where its value comes from. */
export interface Binding {
  readonly name: string;
  /** The token that declares it. */
  readonly node: Syntax;
  /** Initialiser, default of a parameter, function or class; the whole of it when `keys` leads further in. */
  readonly value?: Syntax;
  /** The way into `value` by destructuring; `...` for what a rest pattern takes. */
  readonly keys: readonly string[];
  /** The default inside the pattern. */
  readonly fallback?: Syntax;
  /** `name`: what the other file exports it as, `default`, or `*` for the whole module. */
  readonly imported?: { readonly from: string; readonly name: string };
  readonly parameter?: { readonly owner: Syntax; readonly index: number };
  /** `for (const name of …)`. */
  readonly iterates?: Syntax;
}

export interface Scopes {
  resolve(identifier: Syntax): Binding | undefined;
  /** All uses of a name, without its declaration. */
  usesOf(binding: Binding): readonly Syntax[];
  /** Right sides of plain assignments to it. */
  assignmentsTo(binding: Binding): readonly Syntax[];
  readonly bindings: readonly Binding[];
  /** The name that was declared with this initialiser, function or class. */
  nameOf(value: Syntax): Binding | undefined;
}

const USES = new Set(['identifier', 'shorthand_property_identifier']);

/** Reads all declarations and uses of a file. */
export function scopesOf(root: Syntax): Scopes {
  const names = namesIn(root);
  const resolve = once((identifier: Syntax) => search(identifier, names));
  const usesOf = once((binding: Binding): readonly Syntax[] =>
    (names.uses.get(binding.name) ?? []).filter((node) => !names.declared.has(node) && resolve(node) === binding),
  );
  const byValue = new Map<Syntax, Binding>();
  for (const binding of names.bindings) {
    if (binding.value && !binding.parameter && !byValue.has(binding.value)) byValue.set(binding.value, binding);
  }
  return {
    resolve,
    usesOf,
    assignmentsTo: (binding) => usesOf(binding).flatMap(assignedAt),
    bindings: names.bindings,
    nameOf: (value) => byValue.get(value),
  };
}

/** What a file declares and names. */
interface Names {
  /** By the node in which they hold, then by name; the first declaration counts. */
  readonly tables: ReadonlyMap<Syntax, ReadonlyMap<string, Binding>>;
  readonly bindings: readonly Binding[];
  readonly known: ReadonlySet<string>;
  /** The tokens that declare. */
  readonly declared: ReadonlySet<Syntax>;
  readonly uses: ReadonlyMap<string, readonly Syntax[]>;
}

function namesIn(root: Syntax): Names {
  const tables = new Map<Syntax, Map<string, Binding>>();
  const uses = new Map<string, Syntax[]>();
  const bindings: Binding[] = [];
  for (const node of withDescendants(root)) {
    for (const { binding, scope } of declarationsOf(node)) {
      const table = tables.get(scope) ?? new Map<string, Binding>();
      tables.set(scope, table);
      if (!table.has(binding.name)) table.set(binding.name, binding);
      bindings.push(binding);
    }
    if (!USES.has(node.type)) continue;
    const name = textOfSyntax(node);
    const same = uses.get(name);
    if (same) same.push(node);
    else uses.set(name, [node]);
  }
  const known = new Set(bindings.map(({ name }) => name));
  return { tables, bindings, known, declared: new Set(bindings.map(({ node }) => node)), uses };
}

function search(identifier: Syntax, { known, tables }: Names): Binding | undefined {
  const name = textOfSyntax(identifier);
  if (!known.has(name)) return undefined;
  for (const scope of ancestorsOf(identifier)) {
    const found = tables.get(scope)?.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The right side, when a use is the left side of a plain assignment. */
function assignedAt(use: Syntax): readonly Syntax[] {
  const assignment = use.field === 'left' ? use.parent : undefined;
  const right = assignment?.type === 'assignment_expression' ? fieldOf(assignment, 'right') : undefined;
  return right ? [right] : [];
}

/** Works each answer out when it is first asked for. */
function once<Key, Answer>(find: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, { readonly answer: Answer }>();
  return (key) => {
    const found = known.get(key) ?? { answer: find(key) };
    known.set(key, found);
    return found.answer;
  };
}
