import type { Vault } from '../../secrets/vault.ts';
import type { Problem } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import {
  entriesOf,
  get,
  itemsOf,
  parseYaml,
  textOf,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../text/yaml.ts';
import { reportDuplicateKeys } from './duplicate-keys.ts';
import { hideSecret } from './hide-secret.ts';
import { type ManifestObject, siteOf } from './manifest-object.ts';
import { isClusterScoped } from './scope.ts';
import { isClosed, isUnrenderedText, unrenderedPart } from './unrendered.ts';

export interface ManifestFile {
  readonly path: string;
  readonly text: string;
}

export interface DocumentOptions {
  readonly source: string;
  readonly secrets: Vault;
  /** Namespace of objects that name none. */
  readonly namespace?: string;
  /** The objects are as a cluster holds them: braces in them are no template's. */
  readonly isFinal?: boolean;
  /** Receives what cannot be read, now and while the objects are turned into facts. */
  readonly problems: Problem[];
}

/** The objects of one file in order, Lists taken apart (N003). */
export function readDocuments(file: ManifestFile, options: DocumentOptions): ManifestObject[] {
  const { documents, errors } = parseYaml(file.text);
  const outside = siteOf({ ...options, path: file.path, object: '' });
  const roots = documents.flatMap(({ root }) => (root === undefined || isNothing(root) ? [] : [root]));
  const maps = roots.filter((root) => isObject(root));
  const templates = options.isFinal ? [] : brokenTemplates(file.text, errors);
  for (const template of templates) options.problems.push(unrendered(template, { file, options }));
  // What a document opens and does not close decides over those behind it.
  if (templates.some(({ text }) => !isClosed(text))) return [];
  for (const error of errors) {
    if (templates.some((template) => isIn(error.line, template))) continue;
    outside.report('unreadable', error, { message: `the YAML is broken: ${error.message}`, hint: 'mend the document' });
  }
  // A file without a single object is somebody else's: a values file, a chart's metadata, a workflow.
  if (maps.length === 0) return [];
  const objects: ManifestObject[] = [];
  for (const root of roots) {
    if (isObject(root)) objects.push(...flatten(root).flatMap((map) => manifestObject(map, { file, options })));
    else
      outside.report('unreadable', root, {
        message: 'a document has no apiVersion and kind',
        hint: 'give it both, or remove it',
      });
  }
  const rendered = objects.filter((object) => {
    const part = options.isFinal ? undefined : unrenderedPart(object);
    if (part !== undefined) options.problems.push(unrendered(objectPart(object, part), { file, options }));
    return part === undefined;
  });
  for (const object of rendered) reportDuplicateKeys(object);
  return rendered;
}

/** A document, or a part of it, that is a template. */
interface Template {
  readonly text: string;
  /** Its first line, and where in it the template shows. */
  readonly line: number;
  readonly at: Position;
  readonly isSecret: boolean;
}

/** The documents that do not parse because nobody filled them in. */
function brokenTemplates(text: string, errors: readonly Position[]): Template[] {
  if (errors.length === 0 || !isUnrenderedText(text)) return [];
  return documentTexts(text)
    .filter((document) => isUnrenderedText(document.text) && errors.some(({ line }) => isIn(line, document)))
    .map((document) => {
      const lines = document.text.split('\n');
      const index = lines.findIndex(isUnrenderedText);
      return {
        ...document,
        at: { line: document.line + index, column: (lines[index]?.indexOf('{{') ?? 0) + 1 },
        // Nobody knows which object the line is in.
        isSecret: /\bkind["']?\s*:\s*["']?Secret\b/.test(document.text),
      };
    });
}

function documentTexts(text: string): { readonly text: string; readonly line: number }[] {
  let line = 1;
  return text.split(/^(?=---(?:\s|$))/m).map((part) => {
    const document = { text: part, line };
    line += part.split('\n').length - 1;
    return document;
  });
}

/** The parser may find out only where the document ends. */
function isIn(line: number, { text, line: first }: { readonly text: string; readonly line: number }): boolean {
  return line >= first && line <= first + text.split('\n').length - 1;
}

function objectPart({ root, kind }: ManifestObject, { text, line, column }: YamlScalar): Template {
  return { text, line: root.line, at: { line, column }, isSecret: kind === 'Secret' };
}

function unrendered({ at, isSecret }: Template, { file, options }: Reading): Problem {
  return {
    kind: 'unresolved',
    source: options.source,
    path: file.path,
    ...at,
    message: 'this is a template that is not rendered; it is not compared',
    hint: 'name the chart as helm, or the rendered manifests',
    hidesObjects: true,
    ...(isSecret && { secret: true }),
  };
}

function isNothing(root: YamlNode): boolean {
  return root.kind === 'scalar' && root.plain && /^(~|null|)$/.test(root.text);
}

function isObject(root: YamlNode): root is YamlMap {
  return (
    root.kind === 'map' && textOf(get(root, 'apiVersion')) !== undefined && textOf(get(root, 'kind')) !== undefined
  );
}

/** `kind: List` and typed Lists (`ConfigMapList`); their items may leave out what the list's kind says. */
function flatten(root: YamlMap): YamlMap[] {
  const kind = textOf(get(root, 'kind')) ?? '';
  const items = get(root, 'items');
  if (!kind.endsWith('List') || items?.kind !== 'list') return [root];
  return itemsOf(items).flatMap((item) => (item.kind === 'map' ? flatten(withType(item, root, kind)) : []));
}

function withType(item: YamlMap, list: YamlMap, kind: string): YamlMap {
  if (kind === 'List' || get(item, 'kind') !== undefined) return item;
  const said = entriesOf(list).flatMap((entry) => {
    if (entry.key === 'apiVersion') return [entry];
    if (entry.key !== 'kind' || entry.value.kind !== 'scalar') return [];
    return [{ ...entry, value: { ...entry.value, text: kind.slice(0, -'List'.length) } }];
  });
  return { ...item, entries: [...said.filter((entry) => get(item, entry.key) === undefined), ...item.entries] };
}

interface Reading {
  readonly file: ManifestFile;
  readonly options: DocumentOptions;
}

function manifestObject(root: YamlMap, { file, options }: Reading): ManifestObject[] {
  const apiVersion = textOf(get(root, 'apiVersion')) ?? '';
  const kind = textOf(get(root, 'kind')) ?? '';
  // Before anything is said of it: the object may lack its name, or be replaced by another one.
  if (kind === 'Secret') hideSecret(root, options.secrets);
  const name = textOf(get(root, 'metadata', 'name')) ?? textOf(get(root, 'metadata', 'generateName'));
  const outside = siteOf({ ...options, path: file.path, object: '' });
  // A kustomization or another tool's own file may lie between manifests.
  if (isToolFile(apiVersion)) return [];
  if (name === undefined) {
    outside.report('unreadable', root, { message: `a ${kind} has no metadata.name`, hint: 'give it a name' });
    return [];
  }
  const site = siteOf({ ...options, path: file.path, object: `${kind}/${name}` });
  const namespace = isClusterScoped(kind)
    ? undefined
    : (textOf(get(root, 'metadata', 'namespace')) ?? options.namespace);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
  return [{ apiVersion, group, kind, name, ...(namespace !== undefined && { namespace }), root, site }];
}

const TOOL_FILE =
  /^(kustomize\.config\.k8s\.io|skaffold|kind\.x-k8s\.io|kubeadm\.k8s\.io|eksctl\.io|ctlptl\.dev|k3d\.io|score\.dev)\b/;

/** Whether a file is configuration of a tool on the way to the cluster and never an object in it. */
function isToolFile(apiVersion: string): boolean {
  return TOOL_FILE.test(apiVersion);
}
