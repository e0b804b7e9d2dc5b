import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { annotationsOf } from './docblocks.ts';
import { wholeName } from './file.ts';
import type { Reading } from './reading.ts';
import { prefixesOfFile } from './route-files.ts';
import { pathOf } from './route-groups.ts';
import { patternPaths } from './route-paths.ts';
import { stringOf } from './strings.ts';
import { argumentAt, argumentsOf, bare, CLASS, classAround, entriesOf, lastName } from './syntax.ts';

/** A route as an attribute or an annotation says it. */
interface Marked {
  readonly paths: readonly string[];
  readonly methods: readonly string[];
  readonly offset: number;
}

/** `#[Route('/carts', methods: ['GET'])]` and `@Route("/carts")` on classes and their methods (Symfony and its like). */
export function annotatedRoutes(reading: Reading): ServedRoute[] {
  const { file } = reading;
  if (!/\bRoute\b|Rest\\|RouteAttributes|Mapping\b/.test(file.text)) return [];
  const outer = prefixesOfFile(reading);
  const classes = [...file.classes.values()].filter(({ type }) => CLASS.test(type));
  return [
    ...classes
      .flatMap((declared) => routesOfClass(reading, declared))
      .flatMap(({ paths, methods, offset }) =>
        outer.flatMap((before) =>
          paths.flatMap((path) =>
            patternPaths(joinPaths(before, path)).flatMap((whole) =>
              methods.map((method) => ({ method, path: whole, at: file.originAt(offset) })),
            ),
          ),
        ),
      ),
  ];
}

function routesOfClass(reading: Reading, declared: Syntax): Marked[] {
  const own = marksOf(reading, declared);
  const prefixes = own.length > 0 ? own.flatMap(({ paths }) => paths) : [''];
  const methods = reading.file.nodes.filter(
    (node) => node.type === 'method_declaration' && classAround(node) === declared,
  );
  const below = methods.flatMap((method) => marksOf(reading, method));
  // A class of one action has the route itself.
  if (below.length === 0) return methods.some((each) => fieldOf(each, 'name')?.text === '__invoke') ? own : [];
  return below.map((mark) => ({
    ...mark,
    paths: prefixes.flatMap((prefix) => mark.paths.map((path) => joinPaths(prefix, path))),
  }));
}

function marksOf(reading: Reading, declaration: Syntax): Marked[] {
  return [...attributesOf(reading, declaration), ...annotated(reading, declaration)];
}

const VERB = /^(Get|Post|Put|Patch|Delete|Head|Options|Any)(Mapping)?$/;

function attributesOf(reading: Reading, declaration: Syntax): Marked[] {
  return attributeNodes(declaration).flatMap((node): Marked[] => {
    const written = node.children[0]?.text ?? '';
    const name = lastName(wholeName(reading.file, written));
    const verb = isRouteVerb(reading, written) ? VERB.exec(name)?.[1] : undefined;
    const isPrefix = name === 'Prefix' || (name === 'Controller' && reading.file.text.includes('Hyperf'));
    if (name !== 'Route' && verb === undefined && !isPrefix) return [];
    const args = argumentsOf(node);
    const given = argumentAt(args, 0, 'path', 'uri', 'prefix');
    const listed = argumentAt(args, -1, 'methods');
    const methods = listed ? textsOf(listed) : verb ? [verb] : [];
    return [
      {
        paths: given ? pathsOf(reading, given) : [''],
        methods: methods.length === 0 || verb === 'Any' ? ['*'] : methods.map((each) => each.toUpperCase()),
        offset: node.start,
      },
    ];
  });
}

/** Other packages have attributes of these names. */
function isRouteVerb({ file }: Reading, written: string): boolean {
  return (
    /FOS\\RestBundle|RouteAttributes|Hyperf\\HttpServer/.test(wholeName(file, written)) || /Mapping$/.test(written)
  );
}

export function attributeNodes(declaration: Syntax): readonly Syntax[] {
  const list = fieldOf(declaration, 'attributes');
  return (list?.children ?? []).flatMap((group) => group.children).filter(({ type }) => type === 'attribute');
}

/** A path, or one for each language. */
function pathsOf(reading: Reading, node: Syntax): readonly string[] {
  const listed = bare(node);
  const nodes = listed.type === 'array_creation_expression' ? entriesOf(listed).map(({ value }) => value) : [listed];
  return nodes.flatMap((each) => pathOf(reading, each) ?? []);
}

function textsOf(node: Syntax): readonly string[] {
  const listed = bare(node);
  const nodes = listed.type === 'array_creation_expression' ? entriesOf(listed).map(({ value }) => value) : [listed];
  return nodes.flatMap((each) => {
    const constant = each.type === 'class_constant_access_expression' ? each.children[1]?.text : undefined;
    const text = constant?.replace(/^METHOD_/, '') ?? stringOf(each);
    return text?.split('|') ?? [];
  });
}

function annotated(reading: Reading, declaration: Syntax): Marked[] {
  return annotationsOf(reading.file, declaration).flatMap(({ name, text, offset }): Marked[] => {
    const last = lastName(name);
    const verb = /Rest\\/.test(name) ? VERB.exec(last)?.[1] : undefined;
    if (last !== 'Route' && verb === undefined) return [];
    const path = /^\s*(?:\*\s*)?(?:path\s*=\s*)?"([^"]*)"/.exec(text)?.[1] ?? /\bpath\s*=\s*"([^"]*)"/.exec(text)?.[1];
    const listed = /\bmethods\s*=\s*(\{[^}]*\}|"[^"]*")/.exec(text)?.[1];
    const methods = verb ? [verb] : [...(listed ?? '').matchAll(/[A-Za-z]+/g)].map(([each]) => each);
    return [
      {
        paths: [path ?? ''],
        methods: methods.length === 0 ? ['*'] : methods.map((each) => each.toUpperCase()),
        offset,
      },
    ];
  });
}
