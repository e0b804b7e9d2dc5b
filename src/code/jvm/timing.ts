import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';
import { isClass, isMethod } from './declaration.ts';
import { type JvmIndex, type JvmMethod, methodAround } from './model.ts';

const START_NAMES =
  /^(main|start|init|initialize|configure|contextInitialized|onStartup|afterPropertiesSet|run|module)$/;
const START_ANNOTATIONS = /^(PostConstruct|Bean|Singleton|Factory|Produces|Startup|BeforeAll|EventListener)$/;
const MOST_CALLERS = 4;

/** Whether a place runs when the program starts: a field, a constructor, `main`, what these call; else a request does. */
export function whenAt(node: Syntax, file: JvmIndex): 'start' | 'later' {
  return runsAtStart(node, file, 0, new Set()) ? 'start' : 'later';
}

function runsAtStart(node: Syntax, file: JvmIndex, depth: number, seen: Set<Syntax>): boolean {
  const method = methodAround(file, node);
  if (method === undefined) return true;
  if (seen.has(method.node) || depth > MOST_CALLERS) return false;
  seen.add(method.node);
  if (isStartMethod(method)) return true;
  return (file.callsByName.get(method.name) ?? []).some((call) => runsAtStart(call.node, file, depth + 1, seen));
}

function isStartMethod({ name, node, annotations }: JvmMethod): boolean {
  if (/^(constructor_declaration|compact_constructor_declaration|secondary_constructor)$/.test(node.type)) return true;
  return START_NAMES.test(name) || annotations.some((annotation) => START_ANNOTATIONS.test(annotation.name));
}

/** How a place depends on conditions: on one that asks for the variable itself, or on others. */
export function conditionAt(node: Syntax, name: string): { readonly guarded: boolean; readonly conditional: boolean } {
  let guarded = false;
  let conditional = false;
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    const condition = conditionOver(inner, outer);
    if (condition !== undefined) {
      if (name !== '' && condition.includes(`"${name}"`)) guarded = true;
      else conditional = true;
    }
    if (isMethod(outer) || isClass(outer)) break;
    inner = outer;
  }
  return { guarded, conditional };
}

/** The text of the condition under which `outer` comes to `inner`. */
function conditionOver(inner: Syntax, outer: Syntax): string | undefined {
  switch (outer.type) {
    case 'if_statement':
    case 'ternary_expression':
      return inner.field === 'condition' ? undefined : fieldOf(outer, 'condition')?.text;
    case 'if_expression':
      return inner.field === 'condition' ? undefined : outer.children[0]?.text;
    case 'catch_clause':
    case 'catch_block':
      return 'catch';
    case 'switch_block_statement_group':
    case 'switch_rule':
    case 'when_entry':
      return inner === outer.children[0] ? undefined : (outer.parent?.text.slice(0, 80) ?? '');
    default:
      return undefined;
  }
}
