import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { defaultOf } from '../stand-in.ts';
import type { Syntax } from '../syntax.ts';
import { annotationNamed, elementOf, type JvmAnnotation } from './annotation.ts';
import { argumentAt, bare } from './call.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';
import { classesAround, type JvmClass } from './model.ts';
import { expanded } from './property-table.ts';
import { routePath, withoutPatterns } from './route-path.ts';
import { isString, stringOf } from './string-literal.ts';

const SPRING_VERB = /^(Get|Post|Put|Delete|Patch)Mapping$/;
const JAX_VERB = /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$/;
const MICRONAUT_VERB = /^(Get|Post|Put|Delete|Patch|Head|Options)$/;
/** Interfaces that call others by the same annotations. */
const CLIENT = /^(FeignClient|RegisterRestClient|Client|HttpExchange|RegisterProvider)$/;

/** Routes of annotated methods: Spring MVC and WebFlux, JAX-RS, Micronaut; servlets by their mapping. */
export function annotatedRoutes(reader: JvmReader): ServedRoute[] {
  return [
    ...reader.file.methods.flatMap((method) => {
      const owner = classesAround(reader.file, method.node)[0];
      if (owner === undefined || annotationNamed(owner.annotations, CLIENT)) return [];
      return method.annotations.flatMap((annotation) =>
        routesOf(annotation, { owner, all: method.annotations }, reader),
      );
    }),
    ...reader.file.annotations.flatMap((annotation) => placedRoutes(annotation, reader)),
  ];
}

interface Around {
  readonly owner: JvmClass;
  readonly all: readonly JvmAnnotation[];
}

function routesOf(annotation: JvmAnnotation, { owner, all }: Around, reader: JvmReader): ServedRoute[] {
  const { file } = reader;
  if (SPRING_VERB.test(annotation.name) || annotation.name === 'RequestMapping') {
    const outer = annotationNamed(owner.annotations, /^RequestMapping$/);
    const prefixes = outer ? pathsOf(outer, ['value', 'path'], reader) : [undefined];
    const own = pathsOf(annotation, ['value', 'path'], reader);
    return methodsOf(annotation).flatMap((method) => made(annotation, { method, prefixes, own }, reader));
  }
  const isJax = holdsImport(file, /^(javax|jakarta)\.ws\.rs/);
  if (
    isJax &&
    (JAX_VERB.test(annotation.name) || (annotation.name === 'Path' && !all.some(({ name }) => JAX_VERB.test(name))))
  ) {
    const outer = annotationNamed(owner.annotations, /^Path$/);
    const inner = annotationNamed(all, /^Path$/);
    const prefixes = outer ? pathsOf(outer, ['value'], reader) : [undefined];
    const own = inner ? pathsOf(inner, ['value'], reader) : [undefined];
    // Without a verb it hands on to another resource.
    const isOpen = annotation.name === 'Path';
    if (!isOpen && outer === undefined && inner === undefined) return [];
    return made(annotation, { method: isOpen ? '*' : annotation.name, prefixes, own, isOpen, isJax }, reader);
  }
  if (!MICRONAUT_VERB.test(annotation.name) || !holdsImport(file, /^io\.micronaut\.http/)) return [];
  const outer = annotationNamed(owner.annotations, /^Controller$/);
  if (outer === undefined) return [];
  const own = pathsOf(annotation, ['value', 'uri', 'uris'], reader);
  return made(
    annotation,
    { method: annotation.name.toUpperCase(), prefixes: pathsOf(outer, ['value'], reader), own },
    reader,
  );
}

interface Parts {
  readonly method: string;
  readonly prefixes: readonly (string | undefined)[];
  readonly own: readonly (string | undefined)[];
  readonly isOpen?: boolean;
  readonly isJax?: boolean;
}

function made(
  annotation: JvmAnnotation,
  { method, prefixes, own, isOpen, isJax }: Parts,
  reader: JvmReader,
): ServedRoute[] {
  const outer = mountedPrefixes(reader, isJax ?? false);
  return prefixes.flatMap((prefix) =>
    own.map((path) => ({
      method,
      path: routePath(...outer, withoutPatterns(prefix ?? ''), withoutPatterns(path ?? ''), ...(isOpen ? ['*'] : [])),
      at: reader.file.originOf(annotation.node),
    })),
  );
}

/** What the configuration of the application puts before all of its routes. */
export function mountedPrefixes({ file, context }: JvmReader, isJax: boolean): readonly string[] {
  const fitting = (context.mounts ?? []).filter(
    ({ path, target, name }) =>
      target === '' && (name === undefined || (name === 'jax-rs' && isJax)) && isSameModule(path, file.path),
  );
  // What the server puts before everything stands before what JAX-RS puts before its resources.
  return [...fitting].sort((a, b) => (a.name ? 1 : 0) - (b.name ? 1 : 0)).map(({ prefix }) => prefix);
}

function isSameModule(one: string, other: string): boolean {
  const cut = (path: string) => path.replace(/(^|\/)src\/main\/.*$/, '$1');
  const [left, right] = [cut(one), cut(other)];
  return left === right || !one.includes('src/main/') || !other.includes('src/main/');
}

function methodsOf(annotation: JvmAnnotation): readonly string[] {
  if (annotation.name !== 'RequestMapping') return [annotation.name.replace('Mapping', '').toUpperCase()];
  const node = argumentAt(annotation.args, ['method'], undefined);
  const names = node
    ? [...node.text.matchAll(/\b(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\b/g)].map(([name]) => name)
    : [];
  return names.length > 0 ? names : ['*'];
}

/** The paths that an annotation gives; `undefined` for none, `*` for one that cannot be told. */
function pathsOf(
  annotation: JvmAnnotation,
  elements: readonly string[],
  reader: JvmReader,
): readonly (string | undefined)[] {
  const found = elementOf(annotation, ...elements);
  if (found === undefined) return [undefined];
  return itemsOf(found).map((node) => pathOf(node, reader) ?? '*');
}

function itemsOf(node: Syntax): readonly Syntax[] {
  return /^(element_value_array_initializer|collection_literal)$/.test(node.type) ? node.children.map(bare) : [node];
}

function pathOf(node: Syntax, reader: JvmReader): string | undefined {
  const literal = isString(node) ? stringOf(node) : undefined;
  const text = literal?.includes('${') ? expanded(reader.properties, literal) : evaluate(node, reader);
  return defaultOf(text);
}

/** `@WebServlet("/cart/*")`, Ktor's `@Resource("/cart")`, Spring Data's repositories. */
function placedRoutes(annotation: JvmAnnotation, reader: JvmReader): ServedRoute[] {
  const at = reader.file.originOf(annotation.node);
  if (annotation.name === 'WebServlet' || (annotation.name === 'Resource' && holdsImport(reader.file, /^io\.ktor/)))
    return pathsOf(annotation, ['value', 'urlPatterns'], reader).map((path) => ({
      method: '*',
      path: routePath(...mountedPrefixes(reader, false), path ?? ''),
      at,
    }));
  if (annotation.name === 'Route' && holdsImport(reader.file, /^io\.quarkus\.vertx\.web/))
    return pathsOf(annotation, ['path'], reader).map((path) => ({
      method: '*',
      path: routePath(...mountedPrefixes(reader, false), path ?? '*'),
      at,
    }));
  if (annotation.name === 'RepositoryRestResource' || annotation.name === 'RepositoryRestController')
    return [{ method: '*', path: '/*', at }];
  return [];
}

/** `@ApplicationPath("/api")` stands before every JAX-RS resource. */
export function annotatedMounts(reader: JvmReader): RouteMount[] {
  return reader.file.annotations.flatMap((annotation) => {
    if (annotation.name !== 'ApplicationPath') return [];
    const [path] = pathsOf(annotation, ['value'], reader);
    const prefix = path === undefined ? '' : routePath(path);
    return prefix === '' || prefix === '/' ? [] : [{ prefix, target: '', name: 'jax-rs', path: reader.file.path }];
  });
}
