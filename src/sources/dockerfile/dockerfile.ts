// https://docs.docker.com/reference/dockerfile/
import { noFacts } from '../../shape/facts.ts';
import { readEach } from '../read-each.ts';
import type { Source } from '../source.ts';
import { readRecipe } from './recipe.ts';

const ID = 'dockerfile';

/** Reads Dockerfiles and Containerfiles; each gives one `ImageRecipe`. */
export const dockerfile: Source = {
  id: ID,
  read: ({ paths }, context) =>
    readEach(paths, { source: ID, context }, (path, text) => {
      const { recipe, problems } = readRecipe(path, text.replace(/^\uFEFF/, ''), context.secrets);
      return { ...noFacts(), images: recipe ? [recipe] : [], problems };
    }),
};
