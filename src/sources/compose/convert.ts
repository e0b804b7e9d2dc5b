import { plain } from '../../shape/value.ts';
import { parseInterpolation } from '../../text/interpolate.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../text/yaml.ts';
import { expandText } from './expand.ts';
import type { ComposeMap, ComposeNode, ComposeScalar, FileScope } from './node.ts';
import { originOf, type Place } from './node.ts';
import type { Reading } from './reading.ts';

/** One YAML document of a Compose file → its tree, interpolated; keys are never interpolated (N152). */
export function convert(root: YamlMap, scope: FileScope, reading: Reading): ComposeMap {
  const converter = { scope, known: new Map<YamlNode, ComposeNode>(), reading };
  return convertMap({ ...root, entries: root.entries.filter((entry) => !entry.key.startsWith('x-')) }, converter);
}

interface Converter {
  readonly scope: FileScope;
  readonly reading: Reading;
  /** Aliases share their anchor's node: a document stays as small as it was written. */
  readonly known: Map<YamlNode, ComposeNode>;
}

function convertNode(node: YamlNode, converter: Converter): ComposeNode {
  const known = converter.known.get(node);
  if (known !== undefined) return known;
  const made =
    node.kind === 'map'
      ? convertMap(node, converter)
      : node.kind === 'list'
        ? {
            kind: 'list' as const,
            items: node.items.map((item) => convertNode(item, converter)),
            ...placeOf(node, converter),
          }
        : convertScalar(node, converter);
  converter.known.set(node, made);
  return made;
}

function convertMap(node: YamlMap, converter: Converter): ComposeMap {
  const { scope } = converter;
  reportDuplicates(node, converter);
  const entries = node.entries.map((entry: YamlEntry) => ({
    key: entry.key,
    value: convertNode(entry.value, converter),
    ...entry.at,
    scope,
  }));
  return { kind: 'map', entries, ...placeOf(node, converter) };
}

function convertScalar(node: YamlScalar, converter: Converter): ComposeScalar {
  const shared = { kind: 'scalar' as const, ...placeOf(node, converter) };
  if (!node.text.includes('$')) {
    return { ...shared, text: node.text, plain: node.plain, parts: [{ text: node.text, value: plain(node.text) }] };
  }
  const { scope, reading } = converter;
  const lookup = (name: string) => scope.variables.get(name);
  const at = originOf({ ...node, scope });
  reportRefusing(node, shared, converter);
  const { parts, invalid } = expandText(node.text, { lookup, secrets: reading.context.secrets, at });
  if (invalid.length > 0) {
    const message = `read ${scope.path}: a \${ opens no variable (line ${node.line})`;
    reading.report('unreadable', shared, {
      message,
      hint: 'put a name between the braces, or write two dollar signs for one',
    });
  }
  return { ...shared, text: parts.map((part) => part.text).join(''), plain: false, parts };
}

/** `${NAME:?…}`: Compose starts nothing without NAME, and only a shell can still give it. What it says may be secret. */
function reportRefusing(node: YamlScalar, place: Place, { scope, reading }: Converter): void {
  for (const part of parseInterpolation(node.text).parts) {
    if (part.kind === 'text' || !part.operator?.endsWith('?') || scope.variables.has(part.name)) continue;
    const found = `read ${scope.path}: ${part.name} must be set, and no file sets it`;
    // Once a file: each line that asks for it waits for the same.
    if (reading.problems.some(({ message }) => message.startsWith(found))) continue;
    reading.report('unresolved', place, {
      message: `${found} (line ${node.line})`,
      hint: `set ${part.name} in .env, or in the shell that starts compose`,
    });
  }
}

function placeOf(node: YamlNode, converter: Converter) {
  const place = { scope: converter.scope, line: node.line, column: node.column };
  return node.tag === undefined ? place : { ...place, tag: node.tag };
}

function reportDuplicates(node: YamlMap, { scope, reading }: Converter): void {
  for (const { text, first, line, column } of node.duplicates) {
    const lines = first.line === line ? `line ${line}` : `lines ${first.line} and ${line}`;
    reading.report(
      'unreadable',
      { line, column, scope },
      {
        message: `read ${scope.path}: the key ${text} stands twice in one map (${lines})`,
        hint: `keep one of the two ${text} keys`,
      },
    );
  }
}
