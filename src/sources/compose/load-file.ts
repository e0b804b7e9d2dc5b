import { parseYaml, type YamlNode } from '../../text/yaml.ts';
import { convert } from './convert.ts';
import { unifyService } from './forms.ts';
import { reportMisspelt } from './known-keys.ts';
import { type ComposeEntry, type ComposeMap, entryOf, type FileScope, isNull, type Place } from './node.ts';
import type { Reading } from './reading.ts';

/** One file → its documents, each interpolated and in one form; broken parts are reported and left out. */
export async function loadFile(scope: FileScope, namedAt: Place, reading: Reading): Promise<ComposeMap[]> {
  const { path } = scope;
  const content = await reading.context.files.read(path);
  if (content.kind === 'missing') {
    const hint = `create ${path}, or take its name away`;
    reading.report('unreadable', namedAt, { message: `read ${path}: the file is not there`, hint });
    return [];
  }
  if (content.kind === 'unreadable') {
    const place = { scope, line: 1, column: 1, ...content.at };
    reading.report('unreadable', place, { message: `read ${path}: ${content.reason}`, hint: content.hint });
    return [];
  }
  const { documents, errors } = parseYaml(content.text);
  for (const error of errors) {
    const message = `read ${path}: ${error.message} (line ${error.line})`;
    reading.report('unreadable', { ...error, scope }, { message, hint: `mend the YAML at line ${error.line}` });
  }
  const roots = documents.flatMap((document) => (isEmpty(document.root) ? [] : [document.root]));
  return roots.flatMap((root) => documentOf(root, scope, reading));
}

function isEmpty(root: YamlNode | undefined): root is undefined {
  return root === undefined || (root.kind === 'scalar' && root.plain && /^(~|null|)$/i.test(root.text));
}

function documentOf(root: YamlNode, scope: FileScope, reading: Reading): ComposeMap[] {
  if (root.kind !== 'map') {
    const message = `read ${scope.path}: the document is not a map (line ${root.line})`;
    reading.report('unreadable', { ...root, scope }, { message, hint: 'begin with `services:`' });
    return [];
  }
  const document = convert(root, scope, reading);
  reportMisspelt(document, reading);
  const entries = document.entries.flatMap((entry): ComposeEntry[] => {
    if (!SECTIONS.has(entry.key) || isNull(entry.value)) return [entry];
    if (entry.value.kind !== 'map') {
      const message = `read ${scope.path}: ${entry.key} is not a map (line ${entry.value.line})`;
      reading.report('unreadable', entry.value, { message, hint: `write ${entry.key} as a map of names` });
      return [];
    }
    return [entry.key === 'services' ? { ...entry, value: unifyServices(entry.value, reading) } : entry];
  });
  return [{ ...document, entries }];
}

export const SECTIONS: ReadonlySet<string> = new Set(['services', 'volumes', 'networks', 'secrets', 'configs']);

function unifyServices(services: ComposeMap, reading: Reading): ComposeMap {
  const entries = services.entries.flatMap((entry): ComposeEntry[] => {
    if (entry.value.tag === '!reset') return [entry];
    if (entry.key.startsWith('x-')) return [];
    if (entry.value.kind === 'map') return [{ ...entry, value: unifyService(entry.value, entry.key, reading) }];
    reading.report('unreadable', entry, {
      message: `read ${entry.scope.path}: services.${entry.key} is not a map (line ${entry.line})`,
      hint: `give ${entry.key} an image or a build context`,
      service: entry.key,
    });
    return [];
  });
  return { ...services, entries };
}

/** A document with another map in one of its sections. */
export function withSection(document: ComposeMap, key: string, value: ComposeMap): ComposeMap {
  const before = entryOf(document, key);
  const entry: ComposeEntry = before
    ? { ...before, value }
    : { key, value, scope: value.scope, line: value.line, column: value.column };
  const others = document.entries.filter((other) => other.key !== key);
  return { ...document, entries: [...others, entry] };
}
