import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { grouped } from '../grouped.ts';
import type { ParsedFile } from '../language.ts';
import { type Attribute, attributesOf } from './attribute.ts';
import { type CallSite, callSite } from './call.ts';
import { fullPath, type Imports, importsOf } from './paths.ts';
import { child, implAround, plainType, type RsNode } from './syntax.ts';

/** One Rust file, indexed once for all readers; its tests are left out. */
export interface RustFile {
  readonly path: string;
  readonly text: string;
  readonly root: RsNode;
  readonly imports: Imports;
  readonly calls: readonly CallSite[];
  readonly callAt: ReadonlyMap<RsNode, CallSite>;
  readonly callsByName: ReadonlyMap<string, readonly CallSite[]>;
  readonly macros: readonly RsNode[];
  readonly functions: ReadonlyMap<string, readonly RustFunction[]>;
  readonly functionAt: ReadonlyMap<RsNode, RustFunction>;
  readonly structs: readonly RustStruct[];
  /** Constants and statics by name. */
  readonly constants: ReadonlyMap<string, readonly RsNode[]>;
  /** Values that are put under a field: `Config { port: … }`. */
  readonly fieldValues: ReadonlyMap<string, readonly FieldValue[]>;
  readonly identifiers: ReadonlyMap<string, readonly RsNode[]>;
  /** Paths as expressions: `users::list`. */
  readonly paths: readonly RsNode[];
  readonly matches: readonly RsNode[];
  originOf(node: Pick<RsNode, 'start'>): Origin;
}

export interface RustFunction {
  readonly name: string;
  readonly node: RsNode;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly result: string;
  readonly body: RsNode | undefined;
  /** The type that it is a method of. */
  readonly owner: string | undefined;
  readonly isOfTrait: boolean;
}

export interface RustStruct {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly fields: readonly RustField[];
}

export interface RustField {
  readonly name: string;
  readonly node: RsNode;
  readonly type: string;
  readonly attributes: readonly Attribute[];
}

export interface FieldValue {
  readonly field: string;
  readonly struct: string;
  readonly value: RsNode;
}

const TEST = /^#\[\s*(cfg\(\s*(all\(|any\()?\s*test\b|(\w+::)*test\b|rstest|test_case|bench\b|quickcheck)/;

/** The nodes of a file in the order of the text, without tests. */
function* programNodes(root: RsNode): Generator<RsNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    const kept = withoutTests(node.children);
    for (let at = kept.length - 1; at >= 0; at -= 1) {
      const each = kept[at];
      if (each) waiting.push(each);
    }
  }
}

function withoutTests(children: readonly RsNode[]): readonly RsNode[] {
  if (!children.some((each) => each.type === 'attribute_item' && TEST.test(each.text))) return children;
  let isTest = false;
  return children.filter((each) => {
    if (each.type === 'attribute_item') {
      isTest ||= TEST.test(each.text);
      return !isTest;
    }
    const left = isTest;
    isTest = false;
    return !left;
  });
}

export function indexFile({ path, text, tree }: ParsedFile): RustFile {
  const nodes = [...programNodes(tree)];
  const imports = importsOf(nodes.filter(({ type }) => type === 'use_declaration'));
  const calls = nodes.flatMap((node) => {
    const call = node.type === 'call_expression' ? callSite(node, (name) => fullPath(name, imports)) : undefined;
    return call ?? [];
  });
  const functions = nodes.filter(({ type }) => type === 'function_item').map(functionOf);
  const position = positionsOf(text);
  return {
    path,
    text,
    root: tree,
    imports,
    calls,
    callAt: new Map(calls.map((call) => [call.node, call])),
    callsByName: grouped(calls.map((call) => [call.name, call] as const)),
    macros: nodes.filter(({ type }) => type === 'macro_invocation'),
    functions: grouped(functions.map((each) => [each.name, each] as const)),
    functionAt: new Map(functions.map((each) => [each.node, each])),
    structs: nodes.filter(({ type }) => type === 'struct_item').map(structOf),
    constants: grouped(
      nodes
        .filter(({ type }) => type === 'const_item' || type === 'static_item')
        .map((node) => [child(node, 'name')?.text ?? '', node] as const),
    ),
    fieldValues: grouped(nodes.flatMap(fieldValues).map((each) => [each.field, each] as const)),
    identifiers: grouped(nodes.filter(({ type }) => type === 'identifier').map((node) => [node.text, node] as const)),
    paths: nodes.filter(({ type }) => type === 'scoped_identifier'),
    matches: nodes.filter(({ type }) => type === 'match_expression'),
    originOf: ({ start }) => ({ source: 'rust', path, ...position(start) }),
  };
}

function functionOf(node: RsNode): RustFunction {
  const around = implAround(node);
  const params = (child(node, 'parameters')?.children ?? []).filter(({ type }) => type === 'parameter');
  return {
    name: child(node, 'name')?.text ?? '',
    node,
    params: params.map((each) => ({
      name: patternName(child(each, 'pattern')),
      type: child(each, 'type')?.text ?? '',
    })),
    result: child(node, 'return_type')?.text ?? '',
    body: child(node, 'body'),
    owner: around?.type,
    isOfTrait: around?.isOfTrait === true,
  };
}

/** `port` of `mut port`, and of `State(port)`. */
export function patternName(pattern: RsNode | undefined): string {
  if (pattern === undefined) return '';
  if (pattern.type === 'identifier') return pattern.text;
  return patternName(pattern.children.filter(({ field }) => field !== 'type').at(-1));
}

function structOf(node: RsNode): RustStruct {
  const fields = (child(node, 'body')?.children ?? []).filter(({ type }) => type === 'field_declaration');
  return {
    name: child(node, 'name')?.text ?? '',
    attributes: attributesOf(node),
    fields: fields.map((each) => ({
      name: child(each, 'name')?.text ?? '',
      node: child(each, 'name') ?? each,
      type: child(each, 'type')?.text ?? '',
      attributes: attributesOf(each),
    })),
  };
}

function fieldValues(node: RsNode): FieldValue[] {
  if (node.type !== 'struct_expression') return [];
  const written = plainType(child(node, 'name')?.text ?? '');
  const struct = written === 'Self' ? (implAround(node)?.type ?? written) : written;
  return (child(node, 'body')?.children ?? []).flatMap((each): FieldValue[] => {
    if (each.type === 'shorthand_field_initializer') {
      const name = each.children.at(-1);
      return name ? [{ field: name.text, struct, value: name }] : [];
    }
    const value = child(each, 'value');
    return value ? [{ field: child(each, 'field')?.text ?? '', struct, value }] : [];
  });
}
