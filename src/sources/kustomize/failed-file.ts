// Files of a kustomization that a failure of the build is about: messages of kustomize 3 to 5.
import type { Position } from '../../text/position.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';

type Place = Position & { readonly path: string };

/**
 * Where in a file that it names, or in a patch that it quotes, a failure lies; undefined when it says neither.
 *
 * @param named files that the tool's own configuration names in the message
 */
export function failedFile(
  all: readonly Kustomization[],
  message: string,
  named: readonly string[],
): Place | undefined {
  return (
    brokenFile(all, message) ??
    firstOf(named, (name) => faultIn(only(all, name))) ??
    strayPatch(all, message) ??
    strayOperation(all, message) ??
    refusedResource(all, message)
  );
}

/** `yaml: line 36: did not find expected key in File: worker.yaml`: the line is the tool's, the folder is not told. */
function brokenFile(all: readonly Kustomization[], message: string): Place | undefined {
  const [, line, name] = /\bline (\d+): .* in File: (\S+)/.exec(message) ?? [];
  const path = name === undefined ? undefined : only(all, name)?.path;
  return path === undefined ? undefined : { path, line: Number(line), column: 1 };
}

interface NamedFile {
  readonly path: string;
  readonly text: string;
}

/** The file of that name, when it is no second one's. */
function only(all: readonly Kustomization[], name: string): NamedFile | undefined {
  const files = new Map(
    all.flatMap((each) => [...each.files]).filter(([path]) => `/${path}`.endsWith(`/${bare(name)}`)),
  );
  const [file, ...more] = files;
  return file === undefined || more.length > 0 ? undefined : { path: file[0], text: file[1] };
}

function bare(name: string): string {
  return name.replace(/^(\.{1,2}\/)+/, '');
}

/** Its first fault, or its beginning: what is wrong with it is in the message. */
function faultIn(file: NamedFile | undefined): Place | undefined {
  if (file === undefined) return undefined;
  const { errors, documents } = parseYaml(file.text);
  const at = errors[0] ?? documents.find(({ root }) => root !== undefined)?.root ?? { line: 1, column: 1 };
  return { path: file.path, line: at.line, column: at.column };
}

/** `failed to find unique target for patch Deployment.v1.apps/oven.[noNs]`: the patch of that kind and name. */
function strayPatch(all: readonly Kustomization[], message: string): Place | undefined {
  const [, kind, name] = /unique target for patch ([A-Za-z]+)[^/\s]*\/([^.\s]+)/.exec(message) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const isMeant = (root: YamlNode | undefined) =>
    textOf(get(root, 'kind')) === kind && textOf(get(root, 'metadata', 'name')) === name;
  return (
    firstOf(all.flatMap(patchFiles), ({ path, roots }) => {
      const at = get(roots.find(isMeant), 'metadata', 'name');
      return at && { path, line: at.line, column: at.column };
    }) ??
    firstOf(all, (kustomization) => {
      const inline = inlinePatches(kustomization.root).find((node) => rootsOf(textOf(node) ?? '').some(isMeant));
      return inline && { path: kustomization.path, line: inline.line, column: inline.column };
    })
  );
}

/** `doc is missing path: /spec/replicas`, `Unexpected kind: replac`: the operation that says so. */
function strayOperation(all: readonly Kustomization[], message: string): Place | undefined {
  const path = /(?:missing path:|path) "?(\/[^\s":]+)/.exec(message)?.[1];
  const word = /Unexpected kind: (\S+)/.exec(message)?.[1];
  const found = (roots: readonly YamlNode[]) =>
    roots
      .flatMap(itemsOf)
      .map((operation) => (word === undefined ? get(operation, 'path') : get(operation, 'op')))
      .find((node) => node !== undefined && textOf(node) === (word ?? path));
  if (path === undefined && word === undefined) return undefined;
  return firstOf(all.flatMap(patchFiles), (file) => {
    const at = found(file.roots);
    return at && { path: file.path, line: at.line, column: at.column };
  });
}

/** `accumulating resources from 'oven.yaml': missing metadata.name`: a file that is there, and no object as it is. */
function refusedResource(all: readonly Kustomization[], message: string): Place | undefined {
  const [, name] =
    /from '([^']+)': (?:missing|[Ii]nvalid|object|unable|error (?:un|con)|.*[Uu]nmarshal)/.exec(message) ?? [];
  return name === undefined ? undefined : faultIn(only(all, name));
}

/** The texts that a kustomization lays over its resources, each taken apart. */
function patchFiles({ root, files }: Kustomization): { readonly path: string; readonly roots: YamlNode[] }[] {
  const entries = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((key) => itemsOf(get(root, key)));
  const names = entries.flatMap((entry) => textOf(get(entry, 'path')) ?? textOf(entry) ?? []);
  return [...files].flatMap(([path, text]) =>
    names.some((name) => `/${path}`.endsWith(`/${bare(name)}`)) ? [{ path, roots: rootsOf(text) }] : [],
  );
}

function inlinePatches(root: YamlNode): YamlNode[] {
  const merged = itemsOf(get(root, 'patchesStrategicMerge')).filter((node) => textOf(node)?.includes('\n'));
  return [...itemsOf(get(root, 'patches')).flatMap((patch) => get(patch, 'patch') ?? []), ...merged];
}

function rootsOf(text: string): YamlNode[] {
  return parseYaml(text).documents.flatMap(({ root }) => root ?? []);
}

function firstOf<T>(items: readonly T[], placeOf: (item: T) => Place | undefined): Place | undefined {
  for (const item of items) {
    const found = placeOf(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
