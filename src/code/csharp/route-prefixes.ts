import type { RouteMount } from '../language.ts';
import { visible } from './declarations.ts';
import { METHOD } from './file.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { bare, type CsNode, childOf, type MethodCall, methodCall } from './syntax.ts';

const MOST_DEPTH = 8;

/** What stands before the routes that are hung on an object: groups, and what the callers of its method put there. */
export function prefixesOf(reading: Reading, object: CsNode | undefined, depth = 0): readonly string[] {
  if (object === undefined || depth > MOST_DEPTH) return [''];
  const at = bare(object);
  const call = methodCall(at);
  if (call) {
    const outer = prefixesOf(reading, call.object, depth + 1);
    const own = call.name === 'MapGroup' ? pathText(reading, call.args[0]?.value) : undefined;
    return own === undefined ? outer : outer.map((prefix) => joinPath(prefix, own));
  }
  if (at.type !== 'identifier') return [''];
  const declared = visible(reading.file.declarations, at.text, at);
  if (declared?.kind === 'parameter' && METHOD.test(declared.scope.type))
    return prefixesOfMethod(reading, childOf(declared.scope, 'name')?.text ?? '', depth);
  const [assigned] = reading.file.assignments.get(at.text) ?? [];
  const value = declared?.value ?? (declared && assigned);
  return declared?.kind === 'local' && value ? prefixesOf(reading, value, depth + 1) : [''];
}

/** The prefixes with which a method that maps routes is called, here and in other files. */
export function prefixesOfMethod(reading: Reading, name: string, depth = 0): readonly string[] {
  const here = reading.file.calls
    .filter((call) => call.name === name)
    .flatMap((call) => prefixesOf(reading, builderOf(call), depth + 1));
  const elsewhere = (reading.context.mounts ?? []).filter((mount) => mount.name === name).map(({ prefix }) => prefix);
  const all = [...new Set([...here, ...elsewhere])];
  return all.length === 0 ? [''] : all;
}

/** `group.MapOrders()`, `OrderEndpoints.Map(group)`. */
function builderOf({ object, args }: MethodCall): CsNode | undefined {
  const isType = object?.type === 'identifier' && /^[A-Z]/.test(object.text);
  return isType ? args[0]?.value : (object ?? args[0]?.value);
}

/** Prefixes that this file puts before the routes of methods of others. */
export function routeMounts(reading: Reading): RouteMount[] {
  const { file } = reading;
  if (!/MapGroup|MapControllers|UsePathBase/.test(file.text) && (reading.context.mounts ?? []).length === 0) return [];
  return file.calls.flatMap((call) => {
    if (
      !/^(Map|Use|Add|Register|Configure)\w*$/.test(call.name) ||
      call.name === 'MapGroup' ||
      file.methods.has(call.name)
    )
      return [];
    const builder = builderOf(call);
    if (builder === undefined) return [];
    return prefixesOf(reading, builder)
      .filter((prefix) => prefix !== '')
      .map((prefix) => ({ prefix, target: '', name: call.name, path: file.path }));
  });
}
