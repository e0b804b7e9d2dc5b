import { describe, expect, it } from 'vitest';
import { type EffectiveImage, effectiveImage } from '../../src/effective/image.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { contextWith } from '../helpers/source-context.ts';

async function build(text: string, target?: string): Promise<EffectiveImage | undefined> {
  const { images } = await dockerfile.read({ paths: ['Dockerfile'] }, contextWith({ Dockerfile: text }));
  return images[0] && effectiveImage(images[0], target);
}

describe('what a built stage has and runs', () => {
  it('N128 has the variables of the stages below it, each once, as last set', async () => {
    const image = await build('FROM node:22 AS base\nENV OVEN=hot TRAYS=4\nFROM base\nENV OVEN=cold');

    expect(image?.env.map(({ name, value, at }) => [name, value?.kind === 'plain' && value.text, at.line])).toEqual([
      ['OVEN', 'cold', 4],
      ['TRAYS', '4', 2],
    ]);
    expect(image?.base).toBe('node:22');
  });

  it('has nothing of a stage that it only copies from', async () => {
    const image = await build(
      'FROM golang AS build\nENV OVEN=hot\nEXPOSE 1\nCMD ["x"]\nFROM alpine\nCOPY --from=build /x /x',
    );

    expect(image).toMatchObject({ base: 'alpine', env: [], exposes: [] });
    expect(image?.command).toBeUndefined();
  });

  it.each([
    ['a CMD from below', 'CMD ["a"]', '', undefined, ['a']],
    ['an ENTRYPOINT from below', 'ENTRYPOINT ["a"]', 'CMD ["b"]', ['a'], ['b']],
    ['no CMD from below under an own ENTRYPOINT', 'CMD ["a"]', 'ENTRYPOINT ["b"]', ['b'], undefined],
    ['an own CMD before an own ENTRYPOINT', 'CMD ["a"]', 'CMD ["c"]\nENTRYPOINT ["b"]', ['b'], ['c']],
    ['both from below', 'ENTRYPOINT ["a"]\nCMD ["b"]', '', ['a'], ['b']],
  ])('runs %s', async (_, below, above, entrypoint, command) => {
    const image = await build(`FROM node:22 AS base\n${below}\nFROM base\n${above}`);

    expect(image?.entrypoint?.words).toEqual(entrypoint);
    expect(image?.command?.words).toEqual(command);
  });

  it('takes ports, volumes, user, workdir and healthcheck from below, unless it has its own', async () => {
    const below = 'EXPOSE 80 81\nVOLUME /data\nUSER baker\nWORKDIR /srv\nHEALTHCHECK CMD ["a"]';
    const image = await build(`FROM node:22 AS base\n${below}\nFROM base\nEXPOSE 80 82\nUSER root\nHEALTHCHECK NONE`);

    expect(image?.exposes.map(({ port }) => port)).toEqual([80, 81, 82]);
    expect(image).toMatchObject({
      volumes: [{ path: '/data' }],
      user: { name: 'root' },
      workdir: { path: '/srv' },
      healthcheck: { action: { kind: 'disabled' } },
    });
  });

  it('holds what reaches it from the build context, through every stage that it takes from', async () => {
    const image = await build(
      [
        'FROM node:22 AS deps\nCOPY package.json ./',
        'FROM deps AS build\nCOPY oven oven',
        'FROM node:22 AS test\nCOPY tests tests',
        'FROM nginx\nCOPY --from=BUILD /out /out\nCOPY --from=0 /x /x\nCOPY --from=busybox /bin /bin\nCOPY nginx.conf /etc/',
      ].join('\n'),
    );

    expect(image?.holds.map(({ sources }) => sources)).toEqual([['package.json'], ['oven'], ['nginx.conf']]);
  });

  it.each([
    ['dev', 'dev'],
    ['DEV', 'dev'],
    ['0', 'dev'],
    [undefined, undefined],
  ])('builds the stage called %s', async (target, name) => {
    expect((await build('FROM node:22 AS dev\nFROM nginx', target))?.stage.name).toBe(name);
  });

  it('is not there for a stage that is not there', async () => {
    expect(await build('FROM node:22 AS dev', 'prod')).toBeUndefined();
  });

  it('takes a name that only a later stage has for an image', async () => {
    expect((await build('FROM later\nFROM node:22 AS later', '0'))?.base).toBe('later');
  });
});
