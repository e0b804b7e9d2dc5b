import { applyExtends } from './extends.ts';
import { applyIncludes } from './include.ts';
import { loadFile } from './load-file.ts';
import { mergeProjects, settle } from './merge.ts';
import type { ComposeMap, Place } from './node.ts';
import type { Reading } from './reading.ts';
import type { Variables } from './variables.ts';

export interface ProjectRequest {
  /** The file and those laid over it, in order. */
  readonly paths: readonly string[];
  readonly folder: string;
  readonly variables: Variables;
  /** Where the files are named; the first line of each when the caller names them. */
  readonly namedAt?: Place;
  /** Files that include this project. */
  readonly trail: readonly string[];
}

/** The files of one project → one tree: per file interpolation, include and extends, then the merge. */
export async function loadProject(request: ProjectRequest, reading: Reading): Promise<ComposeMap | undefined> {
  let project: ComposeMap | undefined;
  for (const path of request.paths) {
    const scope = { path, folder: request.folder, variables: request.variables };
    const trail = [...request.trail, path];
    const including = { trail, load: (inner: ProjectRequest) => loadProject(inner, reading) };
    for (const document of await loadFile(scope, request.namedAt ?? { scope, line: 1, column: 1 }, reading)) {
      const whole = await applyExtends(await applyIncludes(document, including, reading), reading);
      project = project === undefined ? whole : mergeProjects(project, whole);
    }
  }
  return project === undefined ? undefined : settle(project);
}
