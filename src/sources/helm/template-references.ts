// What the actions of a template refer to: https://pkg.go.dev/text/template

/** Something that an action prints. */
export type Reference =
  /** Keys below `.Values`; `*` stands for each key or item of a range. */
  | { readonly kind: 'values'; readonly keys: readonly string[] }
  /** `.Chart.AppVersion` and the like. */
  | { readonly kind: 'chart'; readonly field: string };

/** What a dot and the variables mean at one place of a template; undefined = unknown. */
export interface Scope {
  readonly dot: readonly string[] | undefined;
  readonly variables: ReadonlyMap<string, readonly string[] | undefined>;
}

export const OUTERMOST: Scope = { dot: undefined, variables: new Map() };

const TOKEN = /"(?:[^"\\]|\\.)*"|`[^`]*`|(\$\w*)?((?:\.[A-Za-z_]\w*)+)|\$\w+|(?<![\w)\]"$])\.(?![\w.])/g;

/** The references of one action in order. */
export function referencesIn(action: string, scope: Scope): Reference[] {
  return [...action.matchAll(TOKEN)].flatMap((match): Reference[] => {
    const text = match[0];
    if (/^["`]/.test(text)) return [];
    const chart = /^\$?\.Chart\.(\w+)$/.exec(text)?.[1];
    if (chart !== undefined) return [{ kind: 'chart', field: chart }];
    const keys = keysOf(text, scope);
    if (keys === undefined) return [];
    return [{ kind: 'values', keys: [...keys, ...indexedBy(action, match)] }];
  });
}

function keysOf(text: string, { dot, variables }: Scope): readonly string[] | undefined {
  const [head = '', ...rest] = text.split('.');
  if (head === '$' || head === '') {
    if (rest[0] === 'Values') return rest.slice(1);
    if (head === '$' || /^(Release|Chart|Capabilities|Template|Files|Subcharts)$/.test(rest[0] ?? '')) return undefined;
    return dot && [...dot, ...rest.filter((key) => key !== '')];
  }
  const base = variables.get(head);
  return base && [...base, ...rest];
}

/** `index .Values.web "env"`: the strings that follow. */
function indexedBy(action: string, match: RegExpMatchArray): string[] {
  const at = match.index ?? 0;
  if (!/\bindex\s+$/.test(action.slice(0, at))) return [];
  const following = /^(\s+"[^"]*")+/.exec(action.slice(at + match[0].length))?.[0] ?? '';
  return [...following.matchAll(/"([^"]*)"/g)].map((each) => each[1] ?? '');
}

/** The scope inside of a `range` or `with`. */
export function innerScope(action: string, scope: Scope): Scope {
  const [, keyword = '', names = '', expression = ''] =
    /^(range|with)\s+(?:([^:]*?)\s*:=\s*)?([\s\S]*)$/.exec(action) ?? [];
  const first = referencesIn(expression, scope).find((reference) => reference.kind === 'values');
  const inside = first?.kind === 'values' ? [...first.keys, ...(keyword === 'range' ? ['*'] : [])] : undefined;
  const variables = new Map(scope.variables);
  for (const name of names.split(',')) if (name.trim() !== '') variables.set(name.trim(), inside);
  return { dot: inside, variables };
}

/** The scope after `{{ $x := … }}`. */
export function assigned(action: string, scope: Scope): Scope {
  const [, name = '', expression = ''] = /^(\$\w+)\s*:?=([\s\S]*)$/.exec(action) ?? [];
  const first = referencesIn(expression, scope).find((reference) => reference.kind === 'values');
  return { ...scope, variables: new Map(scope.variables).set(name, first?.kind === 'values' ? first.keys : undefined) };
}
