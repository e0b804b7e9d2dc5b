import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { callOf, isWrapper, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

/** Whether running this statement or expression ends the program or throws, itself or at its end. */
export function isExit(node: Syntax, module: SourceModule): boolean {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === 'throw_statement' || isExitCall(next, module) || collectsFailures(next, module)) return true;
    if (next === node || !isFunction(next) || isCalledAtOnce(next)) stack.push(...next.children);
  }
  return false;
}

/** `(() => { throw … })()`. */
function isCalledAtOnce(node: Syntax): boolean {
  let outer = node;
  while (outer.parent && isWrapper(outer.parent)) outer = outer.parent;
  return outer.field === 'function' && outer.parent?.type === 'call_expression';
}

function isExitCall(node: Syntax, module: SourceModule): boolean {
  const call = callOf(node);
  if (!call) return false;
  const path = pathOf(call.callee)?.join('.') ?? '';
  if (/^(process|Deno)\.exit$/.test(path)) return call.args[0] === undefined || textOfSyntax(call.args[0]) !== '0';
  if (/^process\.abort$|^assert\.fail$/.test(path)) return true;
  return call.callee.type === 'identifier' && isNever(call.callee, module);
}

/** A function of this file that always ends in a throw or an exit. */
function isNever(callee: Syntax, module: SourceModule): boolean {
  const owner = module.scopes.resolve(callee)?.value;
  const body = owner && isFunction(owner) ? fieldOf(owner, 'body') : undefined;
  const last = body?.children[body.children.length - 1];
  if (last?.type === 'throw_statement') return true;
  const expression = last?.type === 'expression_statement' ? last.children[0] : undefined;
  return expression !== undefined && /^process\.exit\(\s*[^0\s]/.test(textOfSyntax(expression));
}

/** `missing.push('PORT')`, where the list being filled makes the program throw later on. */
function collectsFailures(node: Syntax, module: SourceModule): boolean {
  const call = callOf(node);
  const list = call && fieldOf(call.callee, 'object');
  if (call?.callee.type !== 'member_expression' || list?.type !== 'identifier') return false;
  if (!textOfSyntax(call.callee).endsWith('.push')) return false;
  const binding = module.scopes.resolve(list);
  return binding !== undefined && module.scopes.usesOf(binding).some((use) => isTestedForExit(use));
}

/** Whether a name stands in the condition of an `if` that throws or exits: `if (missing.length > 0) throw …`. */
export function isTestedForExit(use: Syntax): boolean {
  for (const parent of ancestorsOf(use)) {
    if (parent.type !== 'if_statement') continue;
    const condition = fieldOf(parent, 'condition');
    const consequence = fieldOf(parent, 'consequence');
    if (!condition || use.start < condition.start || use.end > condition.end || !consequence) return false;
    return [...withDescendants(consequence)].some(
      (node) => node.type === 'throw_statement' || /^process\.exit\(\s*[^0\s]/.test(callText(node)),
    );
  }
  return false;
}

function callText(node: Syntax): string {
  return node.type === 'call_expression' ? textOfSyntax(unwrap(node)) : '';
}
