// `execution.call` is a function that the WebAssembly module exports.
import { folderOf, isInFolder } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { get, textOf } from '../../text/yaml.ts';
import { fieldOf, findResource, type Project, type Resource } from './project.ts';

const SOURCE = /\.(go|rs|ts|zig)$/;

/** Reports calls of which the code that lies beside the configuration exports nothing; where it lies elsewhere, nothing is known. */
export async function reportMissingExports(project: Project, files: RepositoryFiles): Promise<void> {
  const called = project.resources.filter(({ group }) => group === 'functions' || group === 'smartops');
  if (called.length === 0) return;
  const all = await files.list();
  for (const resource of called) {
    const entry = fieldOf(resource.root, ['execution', 'call']);
    const call = textOf(entry?.value);
    const folder = codeFolder(resource, project, all);
    if (entry === undefined || call === undefined || folder === undefined) continue;
    const sources = all.filter((path) => SOURCE.test(path) && isInFolder(path, folder));
    if (sources.length === 0 || (await isExported(call, sources, files))) continue;
    resource.site.report('suspicious', entry.at, {
      message: `execution.call names ${call}, which nothing in ${folder} exports`,
      hint: `export ${call} there, or name what is exported`,
      subject: call,
    });
  }
}

/** Whether one of the files exports the name; yes where one of them cannot be read. */
async function isExported(name: string, paths: readonly string[], files: RepositoryFiles): Promise<boolean> {
  const word = name.replace(/[^\w]/g, '\\$&');
  const forms = new RegExp(
    `//\\s*export\\s+${word}\\b|//go:wasmexport\\s+${word}\\b|\\bfn\\s+${word}\\b|\\bexport\\s+(async\\s+)?function\\s+${word}\\b|export_name\\s*=\\s*"${word}"`,
  );
  for (const path of paths) {
    const content = await files.read(path);
    if (content.kind !== 'text' || forms.test(content.text)) return true;
  }
  return false;
}

/** Folder of the code as `tau` lays projects out: `code` and `libraries` beside `config`. */
function codeFolder(resource: Resource, project: Project, all: readonly string[]): string | undefined {
  const home = folderOf(project.folder) === '.' ? '' : `${folderOf(project.folder)}/`;
  const library = /^libraries\/(\w+)$/.exec(textOf(get(resource.root, 'source')) ?? '')?.[1];
  const { group, application, name } = resource;
  const places =
    library === undefined
      ? [...(application === undefined ? [] : [`${application}/`, `applications/${application}/`]), ''].map(
          (scope) => `${home}code/${scope}${group}/${name}`,
        )
      : libraryFolders(findResource(project, resource, { group: 'libraries', name: library }), home);
  return places.find((place) => all.some((path) => path.startsWith(`${place}/`)));
}

function libraryFolders(library: Resource | undefined, home: string): string[] {
  const full = library && textOf(get(library.root, 'source', 'github', 'fullname'));
  const repository = full?.slice(full.indexOf('/') + 1);
  return repository === undefined ? [] : [`${home}libraries/${repository}`, `${home}${repository}`];
}
