import { folderOf } from '../../normalise/path.ts';
import { SECTIONS, withSection } from './load-file.ts';
import { mergeProjects } from './merge.ts';
import {
  type ComposeEntry,
  type ComposeMap,
  type ComposeNode,
  type ComposeScalar,
  entriesOf,
  entryOf,
  get,
  isOpen,
  itemsOf,
} from './node.ts';
import { belowRoot } from './paths.ts';
import type { ProjectRequest } from './project.ts';
import type { Reading } from './reading.ts';
import { defaultEnvFile, readVariables } from './variables.ts';

export interface Including {
  /** Files on the way here, the including one last. */
  readonly trail: readonly string[];
  load(request: ProjectRequest): Promise<ComposeMap | undefined>;
}

/** Adds the projects that a document includes; what the document says itself is laid over them. */
export async function applyIncludes(document: ComposeMap, including: Including, reading: Reading): Promise<ComposeMap> {
  const include = entryOf(document, 'include');
  if (include === undefined) return document;
  const own = { ...document, entries: document.entries.filter((entry) => entry !== include) };
  if (include.value.kind !== 'list') {
    const message = `read ${include.scope.path}: include is not a list (line ${include.line})`;
    reading.report('unreadable', include, { message, hint: 'write include as a list of files' });
    return own;
  }
  let all: ComposeMap | undefined;
  for (const item of include.value.items) {
    const project = await includedProject(item, including, reading);
    if (project === undefined) continue;
    if (all !== undefined) reportConflicts(all, project, reading);
    all = all === undefined ? project : mergeSections(all, project);
  }
  return all === undefined ? own : mergeSections(own, all);
}

async function includedProject(item: ComposeNode, including: Including, reading: Reading) {
  const paths = insidePaths(item.kind === 'map' ? get(item, 'path') : item, item, reading);
  const [main] = paths;
  if (main === undefined) return undefined;
  if (including.trail.includes(main)) {
    const message = `read ${item.scope.path}: include comes back to ${main} (line ${item.line})`;
    reading.report('unreadable', item, { message, hint: 'take one include out of the circle' });
    return undefined;
  }
  const [folder = folderOf(main)] = insidePaths(get(item, 'project_directory'), item, reading);
  const named = insidePaths(get(item, 'env_file'), item, reading).filter((path) => path !== 'dev/null');
  const variables = await readVariables(
    {
      paths: named.length > 0 ? named : [defaultEnvFile(folder)],
      absence: named.length > 0 ? 'said' : 'silent',
      place: item,
      // What the including project sets wins over the include's own file.
      stronger: item.scope.variables,
    },
    reading,
  );
  return including.load({ paths, folder, variables, namedAt: item, trail: including.trail });
}

/** The paths of a text or list of texts, from the file's folder; those outside the repository are reported. */
function insidePaths(node: ComposeNode | undefined, item: ComposeNode, reading: Reading): string[] {
  const texts = node?.kind === 'list' ? itemsOf(node) : node === undefined ? [] : [node];
  return texts.flatMap((each) => {
    if (each.kind !== 'scalar' || each.text === '/dev/null') return [];
    if (isOpen(each)) {
      const message = `read ${item.scope.path}: include depends on a variable that no file sets (line ${each.line})`;
      reading.report('unresolved', each, { message, hint: 'give the variable a default, or set it in .env' });
      return [];
    }
    const path = belowRoot(each.scope.folder, each.text);
    if (path === undefined) reportOutside(each, item, reading);
    return path === undefined ? [] : [path];
  });
}

function reportOutside(path: ComposeScalar, item: ComposeNode, reading: Reading): void {
  const message = `read ${item.scope.path}: include names a place outside the repository, which is not read (line ${path.line})`;
  reading.report('unreadable', path, { message, hint: 'move what is included into the repository' });
}

/** Two includes may bring the same thing from the same place, not two things of one name. */
function reportConflicts(all: ComposeMap, next: ComposeMap, reading: Reading): void {
  for (const section of SECTIONS) {
    for (const entry of entriesOf(get(next, section))) {
      const before = entryOf(get(all, section), entry.key);
      if (before === undefined || isSamePlace(before, entry)) continue;
      const message = `read ${entry.scope.path}: ${section}.${entry.key} is already included from ${before.scope.path} (lines ${before.line} and ${entry.line})`;
      const service = section === 'services' ? entry.key : undefined;
      reading.report('unreadable', entry, { message, hint: `rename one of the two ${entry.key}`, service });
    }
  }
}

function isSamePlace(left: ComposeEntry, right: ComposeEntry): boolean {
  return left.scope.path === right.scope.path && left.line === right.line;
}

/** `own` wins over `included`, and of the included only the sections with names count. */
function mergeSections(own: ComposeMap, included: ComposeMap): ComposeMap {
  let merged = own;
  for (const section of SECTIONS) {
    const theirs = get(included, section);
    const ours = get(own, section);
    if (theirs?.kind !== 'map') continue;
    if (ours?.kind !== 'map') {
      merged = withSection(merged, section, theirs);
      continue;
    }
    const wrap = (value: ComposeMap): ComposeMap => ({
      ...value,
      entries: [{ key: section, value, scope: value.scope, line: value.line, column: value.column }],
    });
    const both = get(mergeProjects(wrap(theirs), wrap(ours)), section);
    if (both?.kind === 'map') merged = withSection(merged, section, both);
  }
  return merged;
}
