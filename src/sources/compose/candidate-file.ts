import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { entriesOf, get, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { type ComposeUses, usesOf } from './compose-uses.ts';

/** A compose file at a first glance, for choosing among several. */
export interface ComposeFile extends ComposeUses {
  readonly services: ReadonlyMap<string, ComposeService>;
  /** It starts what runs tests. */
  readonly tests: boolean;
}

export interface ComposeService {
  readonly runs: boolean;
  /** The path of its Dockerfile, where it is built here; with variables as they are written. */
  readonly recipe: string | undefined;
  readonly image: string | undefined;
}

const TEST_RUNNER =
  /\b(pytest|jest|vitest|mocha|cypress|playwright|newman|k6|rspec|phpunit|(go|dotnet|mvnw?|gradlew?|cargo) test|(npm|pnpm|yarn)( run)? test)\b/;

/** Compose files by their paths; one that cannot be read has no services. */
export async function readAll(paths: readonly string[], files: RepositoryFiles): Promise<ComposeFile[]> {
  return Promise.all(paths.map((path) => readComposeFile(path, files)));
}

async function readComposeFile(path: string, files: RepositoryFiles): Promise<ComposeFile> {
  const content = await files.read(path);
  const root = content.kind === 'text' ? parseYaml(content.text).documents[0]?.root : undefined;
  const services = entriesOf(get(root, 'services')).map(({ key, value }) => {
    const recipe = recipeOf(get(value, 'build'), folderOf(path));
    const image = textOf(get(value, 'image'));
    const runs = recipe !== undefined || image !== undefined || get(value, 'extends') !== undefined;
    return [key, { runs, recipe, image }] as const;
  });
  const tests = content.kind === 'text' && TEST_RUNNER.test(content.text);
  return { ...usesOf(path, root), services: new Map(services), tests };
}

function recipeOf(build: YamlNode | undefined, folder: string): string | undefined {
  if (build === undefined) return undefined;
  const context = textOf(build) ?? textOf(get(build, 'context')) ?? '.';
  const path = `${context}/${textOf(get(build, 'dockerfile')) ?? 'Dockerfile'}`;
  return normaliseRelativePath(`${folder}/${path}`) ?? path;
}
