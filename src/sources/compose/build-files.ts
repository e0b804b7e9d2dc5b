import { fileNameOf, folderOf, isInFolder } from '../../normalise/path.ts';
import type { BuildReference } from '../../shape/workload.ts';
import { nearest } from '../../text/nearest.ts';
import { get, type Place, scalarOf } from './node.ts';
import type { ServiceInput } from './service-input.ts';

/** Docker takes these for the default name too, or the tools beside it do. */
const DEFAULT_NAMES = ['Dockerfile', 'dockerfile', 'Containerfile'];

/**
 * Reports a Dockerfile that a build names and that is not there: the service cannot be made. What git does not hold
 * may be there where it is built, and what is only made on demand, or pulled, need not be.
 */
export async function reportMissingDockerfile(input: ServiceInput, build: BuildReference | undefined): Promise<void> {
  // Of a project outside the root, only what somebody named is read.
  if (build === undefined || build.dockerfile === '' || build.dockerfile.startsWith('../')) return;
  const { reading } = input;
  const { read, list } = reading.context.files;
  const named = scalarOf(input.service, 'build', 'dockerfile');
  const folder = folderOf(build.dockerfile);
  const names = named === undefined ? DEFAULT_NAMES : [fileNameOf(build.dockerfile)];
  for (const name of names) if ((await read(folder === '.' ? name : `${folder}/${name}`)).kind !== 'missing') return;
  const files = await list();
  const place: Place =
    named ?? scalarOf(input.service, 'build', 'context') ?? get(input.service, 'build') ?? input.service;
  const isFolder = build.context === '.' || files.some((path) => isInFolder(path, build.context));
  const missing = isFolder ? build.dockerfile : `folder ${build.context}`;
  const isSure = input.active && get(input.service, 'image') === undefined && isFixed(input);
  const kind = isSure && !(await mayBeElsewhere(build, input)) ? 'unreadable' : 'unresolved';
  const near = isFolder
    ? nearest(
        build.dockerfile,
        dockerfiles(files).filter((path) => folderOf(path) === folder),
      )
    : nearest(build.context, dockerfiles(files).map(folderOf));
  reading.report(kind, place, {
    message: `read ${place.scope.path}: services.${input.name}.build names ${missing}, which is not there (line ${place.line})`,
    hint: near === undefined ? `create ${missing}, or correct the build` : `did you mean ${near}?`,
    service: input.name,
  });
}

function dockerfiles(files: readonly string[]): string[] {
  return files.filter((path) => /^(\w+\.)?(Docker|Container)file|\.[Dd]ockerfile$/.test(fileNameOf(path)));
}

/** Without a variable that a shell may give another value. */
function isFixed({ service }: ServiceInput): boolean {
  return ['context', 'dockerfile'].every((key) =>
    (scalarOf(service, 'build', key)?.parts ?? []).every(({ variable }) => variable === undefined),
  );
}

/** In a submodule that was not fetched, or among what git ignores because something makes it. */
async function mayBeElsewhere({ context, dockerfile }: BuildReference, { reading }: ServiceInput): Promise<boolean> {
  const { files } = reading.context;
  const modules = await files.read('.gitmodules');
  const folders = modules.kind === 'text' ? [...modules.text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)] : [];
  if (folders.some(([, path = '']) => isInFolder(dockerfile, path) || isInFolder(context, path))) return true;
  const ignored = await files.read('.gitignore');
  if (ignored.kind !== 'text') return false;
  const patterns = ignored.text
    .split('\n')
    .flatMap((line) => /^\s*\/?([^#!*?[\]\s][^*?[\]]*?)\/?\s*$/.exec(line)?.[1] ?? []);
  return patterns.some(
    (pattern) => `/${dockerfile}/`.includes(`/${pattern}/`) || `/${context}/`.includes(`/${pattern}/`),
  );
}
