import { bare, child, type GoNode } from './tree.ts';

/** A call, taken apart. */
export interface GoCall {
  readonly node: GoNode;
  /** `ListenAndServe`: the last name before the parentheses. */
  readonly name: string;
  /** What stands before the name's dot; undefined for a call of a plain function. */
  readonly receiver: GoNode | undefined;
  /** Import path of the package, when the receiver is an import of the file. */
  readonly package: string | undefined;
  readonly args: readonly GoNode[];
  /** `Config` of `env.ParseAs[Config]()`. */
  readonly typeArgument?: GoNode;
  /** The name token: where a fact about the call itself stands. */
  readonly nameNode: GoNode;
}

/** @param imports local name of each import to its path */
export function callOf(node: GoNode, imports: ReadonlyMap<string, string>): GoCall | undefined {
  const { callee, args, typeArgument } = partsOf(node);
  if (callee === undefined) return undefined;
  const shared = { node, args, ...(typeArgument && { typeArgument }) };
  if (callee.type === 'selector_expression' || callee.type === 'qualified_type') {
    const nameNode = child(callee, 'field') ?? child(callee, 'name');
    const receiver = child(callee, 'operand') ?? child(callee, 'package');
    if (nameNode === undefined || receiver === undefined) return undefined;
    return { ...shared, name: nameNode.text, receiver, package: imports.get(receiver.text), nameNode };
  }
  if (!/identifier$/.test(callee.type)) return undefined;
  return { ...shared, name: callee.text, receiver: undefined, package: undefined, nameNode: callee };
}

/** Generic calls: the grammar gives type arguments beside the function or as an index, and takes one argument for a conversion. */
function partsOf(node: GoNode): Pick<GoCall, 'args' | 'typeArgument'> & { readonly callee: GoNode | undefined } {
  const callee = child(node, 'function');
  const args = (child(node, 'arguments')?.children ?? []).map(bare);
  const generic = child(node, 'type');
  if (generic?.type === 'generic_type') {
    const operand = child(node, 'operand');
    return { callee: child(generic, 'type'), args: operand ? [bare(operand)] : [], ...typeArgumentIn(generic) };
  }
  if (callee?.type === 'index_expression') {
    const index = child(callee, 'index');
    return { callee: child(callee, 'operand'), args, ...(index && { typeArgument: index }) };
  }
  if (callee?.type === 'type_instantiation_expression')
    return { callee: child(callee, 'type') ?? callee.children[0], args, ...typeArgumentIn(callee) };
  return { callee, args, ...typeArgumentIn(node) };
}

function typeArgumentIn(node: GoNode): Pick<GoCall, 'typeArgument'> {
  const first = child(node, 'type_arguments')?.children[0];
  return first ? { typeArgument: first } : {};
}

/** `os.Getenv`: the call under its package's last path part, `.Name` for methods and `Name` for plain functions. */
export function calleeName(call: GoCall): string {
  if (call.package !== undefined) return `${packageName(call.package)}.${call.name}`;
  return call.receiver === undefined ? call.name : `.${call.name}`;
}

/** The name that a package has when its import gives none: `github.com/jackc/pgx/v5` is `pgx`. */
export function packageName(path: string): string {
  const known = packageNames.get(path);
  if (known !== undefined) return known;
  const name = readPackageName(path);
  packageNames.set(path, name);
  return name;
}

/** Every call of every file asks, and a repository imports few packages. */
const packageNames = new Map<string, string>();

function readPackageName(path: string): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = parts.at(-1) ?? path;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-|[-.]go$/g, '')
    .replaceAll('-', '');
}
