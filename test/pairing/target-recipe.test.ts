import { describe, expect, it } from 'vitest';
import { targetRecipe, targetStage } from '../../src/pairing/target-recipe.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { contextWith } from '../helpers/source-context.ts';

async function recipesOf(texts: Readonly<Record<string, string>>) {
  return (await dockerfile.read({ paths: Object.keys(texts) }, contextWith(texts))).images;
}

/** The path of the Dockerfile that a target runs when compose builds the first of those given. */
async function targetOf(paths: readonly string[]): Promise<string | undefined> {
  const recipes = await recipesOf(Object.fromEntries(paths.map((path) => [path, 'FROM scratch\n'])));
  const local = recipes.find(({ path }) => path === paths[0]);
  return local && targetRecipe(local, recipes).path;
}

describe('the image of a target is made by', () => {
  it.each([
    ['the Dockerfile beside the one for development', ['web/Dockerfile.dev', 'web/Dockerfile'], 'web/Dockerfile'],
    ['the one for production', ['web/Dockerfile', 'web/Dockerfile.prod'], 'web/Dockerfile.prod'],
    ['the one for production of three', ['Dockerfile.dev', 'Dockerfile', 'prod.Dockerfile'], 'prod.Dockerfile'],
    [
      'the one in the folder for production',
      ['docker/dev/Dockerfile', 'docker/prod/Dockerfile'],
      'docker/prod/Dockerfile',
    ],
    ['the one of the same program', ['Dockerfile.web-dev', 'Dockerfile.web', 'Dockerfile.till'], 'Dockerfile.web'],
    ['the one that compose builds, where no other is', ['web/Dockerfile.dev', 'till/Dockerfile'], 'web/Dockerfile.dev'],
    ['the one that compose builds, beside one for tests', ['web/Dockerfile', 'web/Dockerfile.test'], 'web/Dockerfile'],
    [
      'the one that compose builds, where two others fit as well',
      ['web/Dockerfile', 'web/Dockerfile.prod', 'web/production.Dockerfile'],
      'web/Dockerfile',
    ],
  ])('%s', async (_what, paths, expected) => {
    expect(await targetOf(paths)).toBe(expected);
  });
});

describe('the stage of a target', () => {
  const stages = (...names: string[]) => names.map((name) => `FROM node:22 AS ${name}\n`).join('');
  const BUILT = 'FROM node:22 AS web\nFROM nginx AS site\nCOPY --from=web /dist /srv\n';

  it.each<[string, string, string | undefined, string | undefined]>([
    ['is the last one', stages('build', 'final'), undefined, undefined],
    ['is the one for production before one for development', stages('production', 'dev'), undefined, 'production'],
    ['is the last one where no other is shipped', stages('build', 'dev'), undefined, undefined],
    ['is the last one where two others could be shipped', stages('prod', 'runner', 'dev'), undefined, undefined],
    ['is the one that is called like the workload', stages('web', 'worker'), undefined, 'web'],
    ['is not the one that only builds what another holds', BUILT, undefined, undefined],
    ['is the one that compose builds', stages('one', 'two'), 'one', 'one'],
    ['is not the one that compose builds to develop', stages('dev', 'two'), 'dev', undefined],
    ['is not the one that compose stops at', BUILT, 'web', undefined],
  ])('%s', async (_what, text, localStage, expected) => {
    const [recipe] = await recipesOf({ Dockerfile: text });

    expect(recipe && targetStage(recipe, { names: new Set(['shop-web']), localStage })).toBe(expected);
  });
});
