import { folderOf } from '../../normalise/path.ts';
import type { Loading, ProgramCall, Sources } from '../loading.ts';
import { PROJECT_FILE, type Project, projectAround, projectOf, projectsIn, referencesOf } from './projects.ts';

export const loading: Loading = {
  runners: 'rest',
  started,
  loads,
  loadsByName: /\bAssembly\.(Load|LoadFrom|LoadFile|UnsafeLoadFrom)\s*\(|\bAssemblyLoadContext\b|\bDirectoryCatalog\b/,
  isProgram: (text) => /\bstatic\s+[\w<>\s]*\bMain\s*\(|\b(WebApplication|Host|WebHost)\.Create/.test(text),
  manifests: PROJECT_FILE,
  besides: (path, text) => (PROJECT_FILE.test(path) ? referencesOf(path, text).map(folderOf) : []),
};

/** Words behind which `dotnet` takes a value. */
const TAKES_VALUE =
  /^(--depsfile|--runtimeconfig|--additionalprobingpath|--fx-version|-c|--configuration|-f|--framework)$/;

/** `dotnet Shop.dll`, `dotnet run --project Shop`, `./Shop`: the file in which the program of that project begins. */
function started(call: ProgramCall): readonly string[] | undefined {
  const projects = call.paths.files
    .filter((path) => PROJECT_FILE.test(path))
    .map((path) => projectOf(path, call.paths.textOf(path)));
  const project = projectStarted(call, projects);
  return project && beginningOf(project, projects, call);
}

function projectStarted({ name, words, placed }: ProgramCall, projects: readonly Project[]): Project | undefined {
  const byAssembly = (assembly: string) => only(projects.filter((each) => each.assembly === assembly));
  if (name !== 'dotnet') return byAssembly(name.replace(/\.(exe|dll)$/i, ''));
  const program = words.find((word, at) => /\.dll$/i.test(word) && !TAKES_VALUE.test(words[at - 1] ?? ''));
  if (program !== undefined) return byAssembly(program.slice(program.lastIndexOf('/') + 1).replace(/\.dll$/i, ''));
  if (!words.some((word) => word === 'run' || word === 'watch')) return undefined;
  const option = words.findIndex((word) => /^(-p|--project)(=|$)/.test(word));
  if (option < 0) return only(projects);
  const path = (words[option]?.split('=')[1] ?? words[option + 1] ?? '').replace(/^\.\//, '');
  const file = placed(path);
  return (
    projects.find((each) => each.path === file) ??
    only(projects.filter(({ folder }) => `/${folder}`.endsWith(`/${path}`)))
  );
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function beginningOf(
  project: Project,
  projects: readonly Project[],
  { paths }: ProgramCall,
): readonly string[] | undefined {
  const byFolder = new Map(projects.map((each) => [each.folder, each]));
  const own = paths.files.filter((path) => path.endsWith('.cs') && projectAround(path, byFolder) === project);
  const main =
    own.find((path) => /(^|\/)Program\.cs$/.test(path)) ??
    own.find((path) => /\bstatic\s+[\w<>\s]*\bMain\s*\(/.test(paths.textOf(path)));
  const first = main ?? own[0];
  return first === undefined ? undefined : [first];
}

/** Everything of a file's project, and of those that this one is built with. */
function loads({ paths, texts }: Sources): (path: string, text: string) => readonly string[] {
  const projects = projectsIn(texts);
  const members = new Map<Project, string[]>();
  for (const path of paths.files) {
    const project = PROJECT_FILE.test(path) ? undefined : projectAround(path, projects);
    if (project) members.set(project, [...(members.get(project) ?? []), path]);
  }
  return (path) => {
    const project = projectAround(path, projects);
    if (project === undefined) return paths.files;
    const built = [project, ...project.references.flatMap((each) => projects.get(folderOf(each)) ?? [])];
    return built.flatMap((each) => members.get(each) ?? []);
  };
}
