import { branchAround } from './assigned.ts';
import type { GoCall } from './call.ts';
import { declarationAround, type GoFile, type GoFunction, isFunction, parametersOf } from './model.ts';
import { ancestors, child, type GoNode } from './tree.ts';

const MOST_LEVELS = 6;
/** A function of these names prepares something, whoever calls it. */
const PREPARES =
  /^(main|init|new|load|setup|set|configure|connect|open|must|parse|read|from|create|build|make|default|get|provide|start|run|serve|bootstrap|register|initialize|initialise|wire|config|settings)(?![a-z])/;
const HANDLES =
  /\b(http\.ResponseWriter|\*http\.Request|\*?gin\.Context|echo\.Context|\*?fiber\.Ctx|\*?fasthttp\.RequestCtx|\*?\w+\.\w+Request)\b/;

/** Whether code at a node runs when the program starts, or later, when something happens. */
export function whenAt(node: GoNode, file: GoFile): 'start' | 'later' {
  return startsAt(node, file, 0) ? 'start' : 'later';
}

function startsAt(node: GoNode, file: GoFile, level: number): boolean {
  for (const each of ancestors(node)) {
    if (!isFunction(each)) continue;
    if (parametersOf(each).some(({ type }) => HANDLES.test(type))) return false;
    // A function handed to a router or kept for later; one that is called on the spot runs with what is around it.
    if (
      each.type === 'func_literal' &&
      each.parent?.type === 'argument_list' &&
      /\bfunc\(\w* ?(\w+\.)?Context\b/.test(each.text)
    )
      return false;
  }
  const declaration = declarationAround(file, node);
  if (declaration === undefined || declaration.name === 'main' || declaration.name === 'init') return true;
  const sites = sitesOf(declaration, file);
  if (sites.length === 0)
    return (
      PREPARES.test(declaration.name.charAt(0).toLowerCase() + declaration.name.slice(1)) &&
      !isRegistered(declaration, file)
    );
  return level >= MOST_LEVELS || sites.some((site) => startsAt(site.node, file, level + 1));
}

/** The calls of a function in its own file, without those it makes to itself. */
export function sitesOf(declaration: GoFunction, file: GoFile): GoCall[] {
  const { start, end } = declaration.node;
  return (file.callsByName.get(declaration.name) ?? []).filter(
    (call) => call.package === undefined && (call.node.start < start || call.node.end > end),
  );
}

/** Named without being called: handed to a router as a handler. */
function isRegistered(declaration: GoFunction, file: GoFile): boolean {
  return file.calls.some((call) =>
    call.args.some((arg) => arg.text === declaration.name || arg.text.endsWith(`.${declaration.name}`)),
  );
}

/**
 * Whether code at a node runs only under a condition that is not about `own`, the variable read there: by a branch
 * around it, or because every call of its function stands in one.
 */
export function isConditional(node: GoNode, own: string, file: GoFile, level = 0): boolean {
  if (hasBranch(node, own)) return true;
  const declaration = declarationAround(file, node);
  if (declaration === undefined || level >= MOST_LEVELS) return false;
  const sites = sitesOf(declaration, file);
  return sites.length > 0 && sites.every((site) => isConditional(site.node, own, file, level + 1));
}

/** Whether code at a node runs only when `own` is set: by an `if` around it, or around every call of its function. */
export function isGuardedBy(node: GoNode, own: string, file: GoFile, level = 0): boolean {
  for (const each of ancestors(node)) {
    const condition = each.type === 'if_statement' ? child(each, 'condition') : undefined;
    const outside = condition && (node.start < condition.start || node.end > condition.end);
    if (outside && condition.text.includes(`"${own}"`) && /!= ""|\bok\b/.test(condition.text)) return true;
  }
  const declaration = declarationAround(file, node);
  if (declaration === undefined || level >= MOST_LEVELS) return false;
  const sites = sitesOf(declaration, file);
  return sites.length > 0 && sites.every((site) => isGuardedBy(site.node, own, file, level + 1));
}

function hasBranch(node: GoNode, own: string): boolean {
  for (let branch = branchAround(node); branch !== undefined; branch = branchAround(branch)) {
    if (branch.parent?.type === 'for_statement') continue;
    const condition = child(branch.parent, 'condition')?.text ?? '';
    // `if err == nil { go consume() }` is the way things go, not a condition.
    if (/^\w*[eE]rr\w* == nil$/.test(condition) && branch.field === 'consequence') continue;
    if (own !== '' && condition.includes(`"${own}"`)) continue;
    return true;
  }
  // `if debug && os.Getenv("TRACE") == "1"` reads in the condition itself: the branch before it decides nothing.
  return false;
}
