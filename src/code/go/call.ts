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
  /** The name token: where a fact about the call itself stands. */
  readonly nameNode: GoNode;
}

/** @param imports local name of each import to its path */
export function callOf(node: GoNode, imports: ReadonlyMap<string, string>): GoCall | undefined {
  let callee = child(node, 'function');
  // Generic calls: getEnv[int]("PORT", 80) gives the type arguments beside the function or as an index.
  if (callee?.type === 'index_expression') callee = child(callee, 'operand');
  if (callee?.type === 'type_instantiation_expression') callee = child(callee, 'type') ?? callee.children[0];
  if (callee === undefined) return undefined;
  const args = (child(node, 'arguments')?.children ?? []).map(bare);
  if (callee.type === 'selector_expression' || callee.type === 'qualified_type') {
    const nameNode = child(callee, 'field') ?? child(callee, 'name');
    const receiver = child(callee, 'operand') ?? child(callee, 'package');
    if (nameNode === undefined || receiver === undefined) return undefined;
    return { node, name: nameNode.text, receiver, package: imports.get(receiver.text), args, nameNode };
  }
  if (!/identifier$/.test(callee.type)) return undefined;
  return { node, name: callee.text, receiver: undefined, package: undefined, args, nameNode: callee };
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
