import type { ServedRoute } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import { evaluate } from './evaluate.ts';
import type { GoReader } from './reader.ts';
import { ancestors, bare, child, type GoNode, listed } from './tree.ts';

const PATH = /^\w+\.(URL\.Path|RequestURI)$/;

/**
 * Routes of a handler that looks at the path itself: `switch r.URL.Path { case "/cakes": … }`, `r.URL.Path == "/cakes"`,
 * `strings.HasPrefix(r.URL.Path, "/cakes")`. What else chooses by the path opens the table.
 */
export function comparedRoutes(reader: GoReader): ServedRoute[] {
  const named = ['Path', 'RequestURI'].flatMap((field) => reader.file.selectors.get(field) ?? []);
  return named
    .sort((a, b) => a.start - b.start)
    .flatMap((node) => {
      if (!PATH.test(node.text)) return [];
      const said = saidBy(node, reader);
      return said.flatMap(({ at, paths }) =>
        (paths ?? ['/*']).map((path) => ({ method: methodAround(node), path, at: reader.file.origin(at) })),
      );
    });
}

/** Without paths: nobody can tell which. */
interface Said {
  readonly at: GoNode;
  readonly paths?: readonly string[];
}

function saidBy(node: GoNode, reader: GoReader): Said[] {
  const parent = node.parent;
  if (parent?.type === 'expression_switch_statement' && node.field === 'value')
    return parent.children
      .filter((each) => each.type === 'expression_case')
      .flatMap((each) => listed(child(each, 'value')).map((value) => compared(value, reader)));
  if (parent?.type === 'binary_expression' && /[!=]=/.test(parent.text)) {
    const other = child(parent, node.field === 'left' ? 'right' : 'left');
    return other ? [compared(other, reader)] : [];
  }
  if (parent?.type === 'index_expression' && node.field === 'index') return [{ at: node }];
  const call = parent?.type === 'argument_list' && parent.parent ? reader.file.callAt.get(parent.parent) : undefined;
  if (call === undefined) return [];
  const [, prefix] = call.args;
  if (call.name === 'HasPrefix' && prefix) return [below(compared(prefix, reader))];
  // `strings.TrimPrefix(r.URL.Path, "/cakes/")` stands in a handler that has a route.
  return /^(MatchString|FindStringSubmatch|HasSuffix|Contains|Match)$/.test(call.name) ? [{ at: node }] : [];
}

function compared(node: GoNode, reader: GoReader): Said {
  const text = literalOf(evaluate(bare(node), reader));
  if (text === undefined) return { at: node };
  return { at: node, paths: text.startsWith('/') ? [text] : [] };
}

function below({ at, paths }: Said): Said {
  const all = paths?.flatMap((path) => [...(path.endsWith('/') ? [] : [path]), `${path.replace(/\/$/, '')}/*`]);
  return { at, ...(all && { paths: all }) };
}

/** `r.Method == "POST"` in a condition around. */
function methodAround(node: GoNode): string {
  for (const each of ancestors(node)) {
    if (/^(function_declaration|method_declaration|func_literal)$/.test(each.type)) break;
    const condition = each.type === 'binary_expression' ? each : child(each, 'condition');
    const match = condition && /\.Method == (?:"([A-Z]+)"|http\.Method(\w+))/.exec(condition.text);
    if (match) return (match[1] ?? match[2] ?? '*').toUpperCase();
  }
  return '*';
}
