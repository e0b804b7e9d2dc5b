// Two resources that become one object: messages of kustomize 3 to 5.
import { get, parseYaml, textOf } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';
import type { FieldPlace } from './layer.ts';

/** Kustomize quotes both objects whole, with every value in them. */
const QUOTED = /(ID conflict: )\[(\{.*\})\]/s;
const TOLD = /ID conflict: (.+) would be one (\S+)$/m;

/** A message with the objects of a conflict by their names before and after it, and not by all that is in them. */
export function conflictTold(message: string): string {
  return message.replace(QUOTED, (_, lead: string, quoted: string) => {
    const objects = quoted.split(/(?<=\}) (?=\{"apiVersion")/).map(idsOf);
    const [first] = objects;
    return first === undefined
      ? `${lead}several objects`
      : `${lead}${objects.map(({ before }) => before).join(' and ')} would be one ${first.after}`;
  });
}

/** By text alone: what is cut short is no JSON. */
function idsOf(object: string): { readonly before: string; readonly after: string } {
  const kind = /"kind":"([^"]+)"/.exec(object)?.[1] ?? '';
  const former = /"internal\.config\.kubernetes\.io\/previousNames":"([^"]*)"/.exec(object)?.[1];
  const names = [...object.matchAll(/"name":"([^"]+)"/g)].map((match) => match[1]);
  const name = /"metadata":\{.*?\},"name":"([^"]+)"/.exec(object)?.[1] ?? names.at(-1) ?? '';
  return { before: `${kind}/${former?.split(',')[0] ?? name}`, after: `${kind}/${name}` };
}

/** Where the object stands that the kustomization makes the same as another one: the last such. */
export function conflictPlace(all: readonly Kustomization[], message: string): FieldPlace | undefined {
  const [, told, after] = TOLD.exec(message) ?? [];
  const [, kind, name] = /already registered id: ([A-Za-z]+)\.[^/\s]*\/([^.\s]+)/.exec(message) ?? [];
  const ids = told?.split(' and ') ?? (kind === undefined ? [] : [`${kind}/${name}`]);
  const changed = ids.filter((id) => id !== after);
  const meant = new Set(changed.length > 0 ? changed : ids);
  const places = all.flatMap(({ files }) =>
    [...files].flatMap(([path, text]) =>
      parseYaml(text).documents.flatMap(({ root }): FieldPlace[] => {
        const at = get(root, 'metadata', 'name');
        const id = `${textOf(get(root, 'kind')) ?? ''}/${textOf(at) ?? ''}`;
        return at !== undefined && meant.has(id) ? [{ path, line: at.line, column: at.column }] : [];
      }),
    ),
  );
  return places.at(-1);
}
