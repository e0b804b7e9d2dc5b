import { literalOf } from '../assembled-text.ts';
import { joinPaths } from '../join-paths.ts';
import type { Syntax } from '../syntax.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';
import { bare, callOf, entriesOf, lastName, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

const GROUPS = /^(group|addGroup|mount|scope|prefix)$/;
const ROUTER_VARIABLE =
  /^\$(this->)?(app|router|route|routes|group|r|api|slim|lumen|collector|routeCollector|routeGroup|proxy|builder)$/;

/** Whether routes are hung on an expression: a facade, or a variable that goes by such a name. */
export function isRouter(call: PhpCall): boolean {
  if (call.kind === 'static') return /^(Route|Router|Flight|SimpleRouter|Routes)$/.test(lastName(call.scope ?? ''));
  if (call.kind !== 'method' || call.object === undefined) return false;
  const object = bare(call.object);
  const inner = callOf(object);
  return inner ? isRouter(inner) : ROUTER_VARIABLE.test(object.text);
}

/** What stands before a route: of the calls in its own chain, and of the groups around it, the outermost first. */
export function prefixAround(reading: Reading, call: PhpCall): string {
  let prefix = chainPrefix(reading, call);
  for (let at = call.node.parent; at !== undefined; at = at.parent) {
    if (at.type !== 'anonymous_function' && at.type !== 'arrow_function') continue;
    const group = at.parent?.type === 'argument' ? at.parent.parent?.parent : undefined;
    const around = group && callOf(group);
    if (around === undefined || !GROUPS.test(around.name) || !isRouter(around)) continue;
    prefix = joinPaths(chainPrefix(reading, around), groupPrefix(reading, around), prefix);
  }
  return prefix;
}

/** `Route::prefix('api')->middleware('auth')->…` */
function chainPrefix(reading: Reading, call: PhpCall): string {
  const inner = call.object && callOf(bare(call.object));
  if (inner === undefined) return '';
  const own = inner.name === 'prefix' ? (pathOf(reading, inner.args[0]?.value) ?? '') : '';
  return joinPaths(chainPrefix(reading, inner), own);
}

/** `group('/carts', …)`, `group(['prefix' => 'carts'], …)` */
function groupPrefix(reading: Reading, { args }: PhpCall): string {
  const [first, second] = args;
  if (first === undefined || second === undefined) return '';
  const attributes = bare(first.value);
  if (attributes.type !== 'array_creation_expression') return pathOf(reading, attributes) ?? '';
  const prefix = entriesOf(attributes).find(({ key }) => stringOf(key) === 'prefix');
  return prefix ? (pathOf(reading, prefix.value) ?? '') : '';
}

/** A path as it is written: variables by what they fall back on; undefined when a piece is computed. */
export function pathOf(reading: Reading, node: Syntax | undefined): string | undefined {
  if (node === undefined) return undefined;
  const text = evaluate(reading, node);
  const literal = literalOf(text);
  if (literal !== undefined) return literal;
  const parts = text.parts.map((part) => (part === null || typeof part === 'string' ? part : (part.fallback ?? null)));
  return parts.every((part) => part !== null) ? parts.join('') : undefined;
}
