import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';

/** One project file: what lies in its folder is compiled into it. */
export interface Project {
  readonly path: string;
  readonly folder: string;
  /** The name of what is built from it. */
  readonly assembly: string;
  /** Paths of the projects that it is built with. */
  readonly references: readonly string[];
}

export const PROJECT_FILE = /\.csproj$/i;

export function projectOf(path: string, text: string): Project {
  const own = path.slice(path.lastIndexOf('/') + 1).replace(PROJECT_FILE, '');
  const written = /<AssemblyName>\s*([^<$]+?)\s*<\/AssemblyName>/.exec(text)?.[1];
  return { path, folder: folderOf(path), assembly: written ?? own, references: referencesOf(path, text) };
}

/** `<ProjectReference Include="..\Shared\Shared.csproj" />` */
export function referencesOf(path: string, text: string): string[] {
  return [...text.matchAll(/<ProjectReference\s[^>]*?Include="([^"]+)"/g)].flatMap(([, include = '']) => {
    const target = normaliseRelativePath(`${folderOf(path)}/${include.replaceAll('\\', '/')}`);
    return target === undefined || !PROJECT_FILE.test(target) ? [] : [target];
  });
}

/** The project that a file is compiled into: that of the nearest folder around it. */
export function projectAround(path: string, projects: ReadonlyMap<string, Project>): Project | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = projects.get(folder);
    if (found !== undefined || folder === '.') return found;
  }
}

/** Projects by their folder. */
export function projectsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Project> {
  const found = new Map<string, Project>();
  for (const [path, text] of texts) {
    if (!PROJECT_FILE.test(path)) continue;
    const project = projectOf(path, text);
    found.set(project.folder, project);
  }
  return found;
}
