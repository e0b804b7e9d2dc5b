import type { ServedRoute } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import { METHOD } from './file.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText, templatePaths } from './route-paths.ts';
import { prefixesOfMethod } from './route-prefixes.ts';
import { argumentAt, argumentsOf, type CsNode, childOf, lastName, typeName } from './syntax.ts';

const ROUTE = '#route';
const VERBS = /^Http(Get|Post|Put|Delete|Patch|Head|Options)$/;
const BASES = /^(Controller|ControllerBase|ODataController|AbpController|ApiController)$/;

/** Routes of controllers by their attributes. */
export function controllerRoutes(reading: Reading): ServedRoute[] {
  const mounted = prefixesOfMethod(reading, 'MapControllers');
  return [...reading.file.types].flatMap(([name, definition]) =>
    definition.type === 'class_declaration' && isController(reading, name, definition)
      ? actions(reading, name, definition).flatMap((route) =>
          mounted.map((prefix) => ({ ...route, path: prefix === '' ? route.path : joinPath(prefix, route.path) })),
        )
      : [],
  );
}

/** The routes that classes give to those that are derived from them. */
export function inheritedRoutes(reading: Reading): ExportedBinding[] {
  return [...reading.file.types].flatMap(([name, definition]) =>
    templatesOf(reading, definition).map((text) => ({
      name: `${name}.${ROUTE}`,
      path: reading.file.path,
      value: { kind: 'literal' as const, text },
      environment: true,
    })),
  );
}

function isController(reading: Reading, name: string, definition: CsNode): boolean {
  if (modifiersOf(definition).includes('abstract')) return false;
  const bases = basesOf(definition);
  return (
    /Controller$/.test(name) ||
    bases.some((base) => BASES.test(base) || /Controller(Base)?$/.test(base)) ||
    attributesOf(definition).some((each) => attributeName(each) === 'ApiController') ||
    inherited(reading, definition).length > 0
  );
}

function basesOf(definition: CsNode): string[] {
  const list = definition.children.find(({ type }) => type === 'base_list');
  return (list?.children ?? []).flatMap(
    (base) => typeName(base.type === 'primary_constructor_base_type' ? base.children[0] : base) ?? [],
  );
}

function inherited(reading: Reading, definition: CsNode): string[] {
  for (const base of basesOf(definition)) {
    const own = reading.file.types.get(base);
    if (own && own !== definition) {
      const templates = templatesOf(reading, own);
      if (templates.length > 0) return templates;
    }
    const given = reading.context.bindings.filter((binding) => binding.name === `${base}.${ROUTE}`);
    if (given.length > 0) return given.flatMap(({ value }) => (value.kind === 'literal' ? [value.text] : []));
  }
  return [];
}

function templatesOf(reading: Reading, holder: CsNode): string[] {
  return attributesOf(holder)
    .filter((each) => attributeName(each) === 'Route')
    .flatMap((each) => pathText(reading, argumentAt(argumentsOf(each), 0, 'template')) ?? []);
}

function attributesOf(holder: CsNode): CsNode[] {
  return holder.children
    .filter(({ type }) => type === 'attribute_list')
    .flatMap(({ children }) => children.filter(({ type }) => type === 'attribute'));
}

function attributeName(attribute: CsNode): string {
  return (lastName(childOf(attribute, 'name')) ?? '').replace(/Attribute$/, '');
}

function modifiersOf(node: CsNode): string[] {
  return node.children.filter(({ type }) => type === 'modifier').map(({ text }) => text);
}

function actions(reading: Reading, name: string, definition: CsNode): ServedRoute[] {
  const own = templatesOf(reading, definition);
  const outer = own.length > 0 ? own : inherited(reading, definition);
  const area = attributesOf(definition).find((each) => attributeName(each) === 'Area');
  const tokens = {
    controller: name.replace(/Controller$/, ''),
    area: (area && pathText(reading, argumentsOf(area)[0]?.value)) ?? '{area}',
  };
  const methods = (childOf(definition, 'body')?.children ?? []).filter(
    ({ type }) => METHOD.test(type) && type === 'method_declaration',
  );
  return methods.flatMap((method) => actionRoutes(reading, method, { outer, tokens }));
}

interface Around {
  readonly outer: readonly string[];
  readonly tokens: { readonly controller: string; readonly area: string };
}

interface Template {
  readonly method: string;
  readonly path: string | undefined;
  readonly at: CsNode;
}

function actionRoutes(reading: Reading, method: CsNode, { outer, tokens }: Around): ServedRoute[] {
  const modifiers = modifiersOf(method);
  const attributes = attributesOf(method);
  if (
    !modifiers.includes('public') ||
    modifiers.includes('static') ||
    attributes.some((each) => attributeName(each) === 'NonAction')
  )
    return [];
  const name = (childOf(method, 'name')?.text ?? '').replace(/Async$/, '');
  const templates = templatesAt(reading, method, attributes);
  return templates.flatMap(({ method: verb, path, at }) => {
    // Without any template it is the convention that decides.
    if (path === undefined && outer.length === 0) return [];
    const isAbsolute = path !== undefined && /^~?\//.test(path);
    const prefixes = isAbsolute || outer.length === 0 ? [''] : outer;
    return prefixes.flatMap((prefix) => {
      const whole = joinPath(prefix, path ?? '')
        .replace(/\[controller\]/gi, tokens.controller)
        .replace(/\[action\]/gi, name)
        .replace(/\[area\]/gi, tokens.area);
      return templatePaths(whole).map((each) => ({ method: verb, path: each, at: reading.file.originOf(at) }));
    });
  });
}

/** The verbs of a method with their templates; a template of `[Route]` is for all verbs that have none. */
function templatesAt(reading: Reading, method: CsNode, attributes: readonly CsNode[]): Template[] {
  const verbs = attributes.flatMap((each): Template[] => {
    const verb = VERBS.exec(attributeName(each))?.[1];
    const first = argumentAt(argumentsOf(each), 0, 'template');
    return verb === undefined
      ? []
      : [{ method: verb.toUpperCase(), path: pathText(reading, first), at: first ?? each }];
  });
  const routes = attributes
    .filter((each) => attributeName(each) === 'Route')
    .flatMap((each) => {
      const first = argumentAt(argumentsOf(each), 0, 'template');
      return first ? [{ path: pathText(reading, first), at: first }] : [];
    });
  if (verbs.length === 0) {
    const name = childOf(method, 'name') ?? method;
    return routes.length > 0
      ? routes.map((each) => ({ method: '*', ...each }))
      : [{ method: '*', path: undefined, at: name }];
  }
  return verbs.flatMap((verb) =>
    verb.path !== undefined || routes.length === 0 ? [verb] : routes.map((each) => ({ ...verb, ...each })),
  );
}
