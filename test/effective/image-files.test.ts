import { describe, expect, it } from 'vitest';
import { effectiveImage } from '../../src/effective/image.ts';
import { placedFiles, withMounted } from '../../src/effective/image-files.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { contextWith } from '../helpers/source-context.ts';

const FILES = ['oven/.env', 'oven/config/oven.env', '.env', 'oven/.env.production'];

async function held(text: string, folder = 'oven'): Promise<Record<string, string | undefined>> {
  const { images } = await dockerfile.read({ paths: ['Dockerfile'] }, contextWith({ Dockerfile: text }));
  const [recipe] = images;
  const stage = recipe && effectiveImage(recipe)?.stage;
  return recipe && stage ? Object.fromEntries(placedFiles(recipe, stage, { folder, files: FILES })) : {};
}

const OWN = {
  '/app/.env': 'oven/.env',
  '/app/config/oven.env': 'oven/config/oven.env',
  '/app/.env.production': 'oven/.env.production',
};

describe('what a built stage holds of its context', () => {
  it.each([
    ['the whole context', 'WORKDIR /app\nCOPY . .', OWN],
    ['a folder, its contents', 'COPY config /etc/oven', { '/etc/oven/oven.env': 'oven/config/oven.env' }],
    ['a file, in a folder', 'COPY .env /app/', { '/app/.env': 'oven/.env' }],
    ['a file, in a folder that has no slash', 'COPY .env /app', { '/app/.env': 'oven/.env' }],
    ['a file, under another name', 'COPY .env.production /app/.env', { '/app/.env': 'oven/.env.production' }],
    ['files that a pattern fits', 'WORKDIR /app\nCOPY .env.p* ./', { '/app/.env.production': 'oven/.env.production' }],
    [
      'several files',
      'COPY .env .env.production /',
      { '/.env': 'oven/.env', '/.env.production': 'oven/.env.production' },
    ],
    ['nothing that is not copied', 'COPY main.js /app/', {}],
    ['nothing that is removed again', 'WORKDIR /app\nCOPY .env ./\nRUN npm ci && rm -f .env', {}],
    [
      'a file that is moved',
      'WORKDIR /app\nCOPY .env.production ./\nRUN mv .env.production .env',
      { '/app/.env': 'oven/.env.production' },
    ],
    ['a file that a command writes', 'WORKDIR /app\nRUN echo "A=b" > .env', { '/app/.env': undefined }],
    [
      'a file that a command writes to',
      'WORKDIR /app\nCOPY .env ./\nRUN echo "A=b" >> .env',
      { '/app/.env': undefined },
    ],
    [
      'a file that is copied over a written one',
      'WORKDIR /app\nRUN touch .env > .env\nCOPY .env ./',
      { '/app/.env': 'oven/.env' },
    ],
  ])('%s', async (_, text, expected) => {
    expect(await held(`FROM node:22\n${text}\n`)).toEqual(expected);
  });

  it('what comes from another stage, and nothing more of that', async () => {
    expect(
      await held(
        'FROM node:22 AS build\nWORKDIR /src\nCOPY . .\nFROM alpine\nCOPY --from=build /src/config /app/config\n',
      ),
    ).toEqual({ '/app/config/oven.env': 'oven/config/oven.env' });
  });

  it('what the stage below it holds', async () => {
    expect(await held('FROM node:22 AS base\nCOPY .env /app/\nFROM base\nCOPY config /etc/\n')).toEqual({
      '/app/.env': 'oven/.env',
      '/etc/oven.env': 'oven/config/oven.env',
    });
  });

  it('what the standalone output of Next takes along', async () => {
    expect(
      await held(
        'FROM node:22 AS build\nWORKDIR /src\nCOPY . .\nFROM node:22\nCOPY --from=build /src/.next/standalone /app\n',
      ),
    ).toEqual({ '/app/.env': 'oven/.env', '/app/.env.production': 'oven/.env.production' });
  });

  it('the root of the repository as context', async () => {
    expect(await held('FROM node:22\nCOPY .env /app/\n', '.')).toEqual({ '/app/.env': '.env' });
  });
});

describe('what is mounted over an image', () => {
  const image = new Map([
    ['/app/.env', 'oven/.env.production'],
    ['/etc/oven.env', 'oven/config/oven.env'],
  ]);

  it('a folder of the repository hides what lies there and brings its own', () => {
    expect(Object.fromEntries(withMounted(image, [{ path: '/app', local: 'oven' }], FILES))).toEqual({
      ...OWN,
      '/etc/oven.env': 'oven/config/oven.env',
    });
  });

  it('one file takes the place of one', () => {
    expect(withMounted(image, [{ path: '/app/.env', local: '.env' }], FILES).get('/app/.env')).toBe('.env');
  });

  it('what is not of the repository hides what lies there', () => {
    expect([...withMounted(image, [{ path: '/app', local: undefined }], FILES).keys()]).toEqual(['/etc/oven.env']);
  });
});
