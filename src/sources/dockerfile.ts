// https://docs.docker.com/reference/dockerfile/
import { type Facts, joinFacts, noFacts } from '../shape/facts.ts';
import { readRecipe } from './dockerfile/recipe.ts';
import type { Source, SourceContext } from './source.ts';

const ID = 'dockerfile';

/** Reads Dockerfiles and Containerfiles; each gives one `ImageRecipe`. */
export const dockerfile: Source = {
  id: ID,
  async read(input, context) {
    const all: Facts[] = [];
    for (const path of input.paths) all.push(await readFile(path, context));
    return joinFacts(all);
  },
};

async function readFile(path: string, context: SourceContext): Promise<Facts> {
  const content = await context.files.read(path);
  if (content.kind === 'text') {
    const { recipe, problems } = readRecipe(path, content.text.replace(/^\uFEFF/, ''), context.secrets);
    return { ...noFacts(), images: recipe ? [recipe] : [], problems };
  }
  const [found, hint] =
    content.kind === 'missing'
      ? ['it is not there', 'create it, or take it off the list']
      : [content.reason, content.hint];
  const message = `read ${path}: ${found}`;
  return { ...noFacts(), problems: [{ kind: 'unreadable', source: ID, path, line: 1, column: 1, message, hint }] };
}
