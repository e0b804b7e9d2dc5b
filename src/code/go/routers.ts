import type { GoCall } from './call.ts';
import { type GoFile, isFunction, parametersOf } from './model.ts';
import { ancestors, bare, child, type GoNode } from './tree.ts';

export const WEB =
  /^net\/http$|gin-gonic\/gin|labstack\/echo|gofiber\/fiber|go-chi\/chi|gorilla\/mux|httprouter|kataras\/iris/;

/** Types that register routes. */
const ROUTER_TYPE =
  /^\*?(gin\.(Engine|RouterGroup|IRouter|IRoutes)|echo\.(Echo|Group)|chi\.(Router|Mux)|mux\.Router|http\.ServeMux|httprouter\.Router|fiber\.(App|Router|Group)|iris\.(Party|Application))$/;
/** Of these, the ones whose routes may lie below a prefix that somebody else gives. */
const GROUP_TYPE =
  /^\*?(gin\.(RouterGroup|IRouter|IRoutes)|echo\.Group|chi\.Router|mux\.Router|fiber\.(Router|Group)|iris\.Party)$/;
const MAKES = /^(New|Default|NewRouter|NewServeMux|NewMux|Classic)$/;
const DERIVES = /^(Group|Subrouter|PathPrefix|Route|With|Party|StrictSlash|Host|NewRoute)$/;

export function isRouterType(type: string): boolean {
  return ROUTER_TYPE.test(type);
}

export function isGroupType(type: string): boolean {
  return GROUP_TYPE.test(type);
}

/** Whether an expression is a router, as far as its file says: made here, taken from another one, or a parameter of that type. */
export function isRouter(expression: GoNode, file: GoFile, level = 0): boolean {
  const node = bare(expression);
  if (level > 4) return false;
  const call = file.callAt.get(node);
  if (call) return isMade(call, file, level);
  if (node.type === 'selector_expression') return isRouterField(child(node, 'field')?.text ?? '', file);
  if (node.type !== 'identifier') return false;
  for (const owner of ancestors(node)) {
    const parameter = isFunction(owner) ? parametersOf(owner).find(({ name }) => name === node.text) : undefined;
    if (parameter) return isRouterType(parameter.type);
  }
  return (file.assignments.get(node.text) ?? []).some(
    ({ target, value }) =>
      isRouterType(child(target.parent, 'type')?.text ?? '') ||
      (value !== undefined && value.start !== node.start && isRouter(value, file, level + 1)),
  );
}

function isMade(call: GoCall, file: GoFile, level: number): boolean {
  if (call.package !== undefined) return WEB.test(call.package) && MAKES.test(call.name);
  return call.receiver !== undefined && DERIVES.test(call.name) && isRouter(call.receiver, file, level + 1);
}

function isRouterField(field: string, file: GoFile): boolean {
  return [...file.structs.values()].some(({ fields }) =>
    fields.some((each) => each.name === field && isRouterType(each.type?.text ?? '')),
  );
}
