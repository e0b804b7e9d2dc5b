import type { ServiceProgram } from '../compare/comparison.ts';
import { effectiveImage } from '../effective/image.ts';
import { folderOf, isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { ImageCopy, ImageRecipe } from '../shape/image-recipe.ts';
import { noServerFacts } from '../shape/server-facts.ts';

import { packageScripts } from '../sources/package-scripts.ts';
import { isServerConfig, webServer } from '../sources/web-server.ts';

/**
 * What the files beside a Dockerfile say of the program that its image runs: the scripts of its package.json, and the
 * configuration of the web server that it copies.
 * @param all every file of the repository
 */
export async function readProgram(
  image: BuiltImage | undefined,
  all: readonly string[],
  files: RepositoryFiles,
): Promise<Omit<ServiceProgram, 'mounted'>> {
  if (image === undefined) return { scripts: new Map(), server: noServerFacts() };
  const texts = async (paths: readonly string[]) => {
    const read = await Promise.all(paths.map(async (path) => ({ path, content: await files.read(path) })));
    return read.flatMap(({ path, content }) => (content.kind === 'text' ? [{ path, text: content.text }] : []));
  };
  const manifests = [folderOf(image.recipe.path), image.context].map((folder) => inFolder(folder, 'package.json'));
  const [manifest] = await texts(manifests.filter((path) => all.includes(path)).slice(0, 1));
  const configs = serverConfigs(image, all);
  const read = await texts([...new Set(configs.map(({ path }) => path))]);
  const placed = new Map(configs.map(({ path, placedAt }) => [path, placedAt]));
  return {
    scripts: manifest ? packageScripts(manifest.path, manifest.text) : new Map(),
    server: webServer(read.map((each) => ({ ...each, placedAt: placed.get(each.path) ?? '' }))),
  };
}

function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

/** The files of the repository that the last stage holds where a web server reads its configuration. */
function serverConfigs(
  image: BuiltImage,
  all: readonly string[],
): { readonly path: string; readonly placedAt: string }[] {
  const { recipe, stage } = builtOn(image, 'target');
  const stages = stagesOf(recipe, stage);
  const copies = stages.flatMap((stage) => stage.copies).filter(({ destination }) => isServerConfig(destination));
  return copies.flatMap((copy) =>
    copiedFiles(copy, image.context, all)
      .filter((path) => /\.(conf|cfg|template|nginx|tmpl)$|(^|\/)(nginx[\w.-]*|default|Caddyfile[\w.-]*)$/.test(path))
      .map((path) => ({ path, placedAt: copy.destination })),
  );
}

function stagesOf(recipe: ImageRecipe, target: string | undefined): ImageRecipe['stages'] {
  const last = effectiveImage(recipe, target)?.stage;
  const chain = last === undefined ? [] : [last];
  for (let next = last; next !== undefined; ) {
    const { from, index } = next;
    next = recipe.stages.find((stage) => stage.index < index && stage.name === from.toLowerCase());
    if (next !== undefined) chain.push(next);
  }
  return chain;
}

/** A file or the files of a folder; what comes from another stage lies in the context under the end of its path. */
function copiedFiles({ from, sources }: ImageCopy, context: string, all: readonly string[]): string[] {
  return sources.flatMap((source) => {
    const parts = source
      .replace(/\*.*$/, '')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    const ends = from === undefined ? [parts] : parts.map((_, at) => parts.slice(at));
    for (const end of ends) {
      const path = normaliseRelativePath(`${context}/${end.join('/')}`);
      const found = path === undefined ? [] : all.filter((file) => isInFolder(file, path));
      if (found.length > 0) return found;
    }
    return [];
  });
}
