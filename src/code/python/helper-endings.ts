import { aborts } from './abort.ts';
import type { PythonModule } from './module.ts';
import { nameOfParameter } from './names.ts';
import { conditionsOf, type PathCondition } from './path-conditions.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** An argument that says whether a helper raises: it does when the flag has this value. */
export interface Flag {
  readonly index: number;
  readonly name: string;
  readonly when: boolean;
  /** What the flag is when a call leaves it out. */
  readonly otherwise?: boolean;
}

/** How a helper gives up on a variable that is not set. */
export interface Ending {
  /** The parameter that is handed out when it is given. */
  readonly fallback?: number;
  /** It raises only when this says so; `unknown`: on something that a call does not show. */
  readonly demand?: Flag | 'unknown';
}

interface Scene {
  readonly module: PythonModule;
  readonly parameters: readonly PyNode[];
  readonly names: readonly string[];
  /** Names that come from the variable: its name, its value. */
  readonly own: ReadonlySet<string>;
  readonly locals: ReadonlySet<string>;
  readonly fallback: number;
}

/** What a conjunct of the way to a `raise` asks. */
type Asked = 'value' | 'not given' | 'unknown' | Flag | undefined;

/**
 * What a helper's own `raise` hangs on; undefined when it has none for a missing variable, or always has a value.
 *
 * @param name position of the parameter that names the variable
 * @param known position of the default, where a read says it
 */
export function endingOf(
  module: PythonModule,
  definition: PyNode,
  { name, known }: { readonly name: number; readonly known: number | undefined },
): Ending | undefined {
  const body = childOf(definition, 'body');
  if (body === undefined) return undefined;
  const nodes = [...nodesIn(body)];
  const parameters = childOf(definition, 'parameters')?.children ?? [];
  const names = parameters.map((parameter) => parameterName(module, parameter));
  const { own, locals } = derivedNames(module, nodes, names[name] ?? '');
  const fallback = known ?? handedOut(module, nodes, { names, name });
  const scene: Scene = { module, parameters, names, own, locals, fallback };
  const ends = nodes.flatMap((node) => {
    if (!isEnd(module, node)) return [];
    const asked = conditionsOf(module, node, body)?.map((condition) => askedBy(condition, scene)) ?? [];
    return asked.includes('value') ? [asked.filter((each) => each !== 'value' && each !== undefined)] : [];
  });
  if (ends.length === 0) return undefined;
  const given = fallback >= 0 ? { fallback } : {};
  const certain = ends.find((asked) => asked.every((each) => each === 'not given'));
  if (certain) return certain.length > 0 || mayBeNothing(module, parameters[fallback]) ? given : undefined;
  const others = ends[0]?.filter((each) => each !== 'not given') ?? [];
  const flag = ends.length === 1 && others.length === 1 ? others[0] : undefined;
  return { ...given, demand: typeof flag === 'object' ? flag : 'unknown' };
}

/** `*rest` goes by its name as well. */
function parameterName(module: PythonModule, parameter: PyNode): string {
  return nameOfParameter(module, parameter) ?? module.textOf(parameter).replace(/^\*+/, '');
}

function* nodesIn(node: PyNode): Generator<PyNode> {
  yield node;
  for (const each of node.children) if (!/^(function_definition|lambda)$/.test(each.type)) yield* nodesIn(each);
}

function isEnd(module: PythonModule, node: PyNode): boolean {
  if (node.type === 'raise_statement') return true;
  return node.type === 'expression_statement' && aborts(module, { ...node, children: [node] });
}

function derivedNames(module: PythonModule, nodes: readonly PyNode[], name: string) {
  const own = new Set([name]);
  const locals = new Set<string>();
  for (const node of nodes) {
    if (!/^(assignment|named_expression)$/.test(node.type)) continue;
    const left = childOf(node, 'left') ?? childOf(node, 'name');
    const right = childOf(node, 'right') ?? childOf(node, 'value');
    if (left === undefined || right === undefined) continue;
    locals.add(module.textOf(left));
    if (identifiersIn(module, right).some((each) => own.has(each))) own.add(module.textOf(left));
  }
  return { own, locals };
}

function identifiersIn(module: PythonModule, node: PyNode): string[] {
  return [...nodesIn(node)].filter((each) => each.type === 'identifier').map(module.textOf);
}

function handedOut(
  module: PythonModule,
  nodes: readonly PyNode[],
  { names, name }: { readonly names: readonly string[]; readonly name: number },
): number {
  const out = nodes.flatMap((node) => {
    const value =
      node.type === 'return_statement'
        ? node.children[0]
        : node.type === 'assignment'
          ? childOf(node, 'right')
          : undefined;
    return value ? [module.textOf(bare(value)).replace(/\[0\]$/, '')] : [];
  });
  return names.findIndex((each, at) => at !== name && each !== 'self' && out.includes(each));
}

/** Whether a parameter that stands in is itself nothing when a call leaves it out. */
function mayBeNothing(module: PythonModule, parameter: PyNode | undefined): boolean {
  const value = childOf(parameter, 'value');
  return value === undefined || /^(None|''|"")$/.test(module.textOf(value));
}

function askedBy({ node, negated }: PathCondition, scene: Scene): Asked {
  if (node === undefined) return 'value';
  const { module, names, own, locals, fallback } = scene;
  const used = identifiersIn(module, node);
  const others = used.filter((each) => !own.has(each));
  const parameter = names.findIndex((each) => others.includes(each));
  const inner = bare(node);
  const isNot = inner.type === 'not_operator';
  if (parameter === -1) {
    if (others.some((each) => locals.has(each))) return 'unknown';
    return used.some((each) => own.has(each)) ? 'value' : undefined;
  }
  const text = module.textOf(inner).replace(/^not\s+/, '');
  if (parameter === fallback) {
    const isPlain = new RegExp(`^(len\\()?${names[fallback]}\\)?( (is not|!=|>) [\\w.]+)?$`).test(text);
    const isAbsent = new RegExp(`^(len\\()?${names[fallback]}\\)? (is|==) (?!not )[\\w.]+$`).test(text);
    return (isPlain && isNot !== negated) || (isAbsent && isNot === negated) ? 'not given' : 'unknown';
  }
  if (text !== names[parameter]) return 'unknown';
  const otherwise = childOf(scene.parameters[parameter], 'value');
  return {
    index: parameter,
    name: text,
    when: isNot === negated,
    ...(otherwise && { otherwise: module.textOf(otherwise) === 'True' }),
  };
}
