import { expect, test } from 'vitest';
import { buildModel } from '../../src/pipeline/model.ts';
import { contextWith } from '../helpers/source-context.ts';

const COMPOSE = `services:
  web:
    build: ./shop
    command: node server.js
  worker:
    build: ./shop
    command: node worker.js
  storefront:
    build: ./storefront
`;

const TREE = {
  'compose.yaml': COMPOSE,
  'shop/Dockerfile': 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
  'shop/server.js': "require('./settings');\nconst key = need(process.env.TILL_KEY);\n",
  'shop/worker.js': "require('./settings');\nconst queue = need(process.env.OVEN_QUEUE);\n",
  'shop/settings.js': 'const level = need(process.env.SHOP_NAME);\n',
  'shop/scripts/refill.js': 'const admin = need(process.env.REFILL_KEY);\n',
  'shop/docs/example.js': 'const example = need(process.env.EXAMPLE_KEY);\n',
  'storefront/Dockerfile':
    'FROM node:22 AS build\nCOPY . .\nRUN npm run build\nFROM nginx:1.27\nCOPY --from=build /dist /usr/share/nginx/html\n',
  'storefront/src/main.js': "fetch('http://localhost:8080/bread/' + process.env.API_KEY);\n",
};

async function modelOf(texts: Readonly<Record<string, string>>) {
  const context = contextWith(texts);
  const request = { root: '/nowhere', config: undefined, local: [], target: [] };
  return buildModel(request, { ...context, progress: () => undefined, signal: new AbortController().signal });
}

async function readsOf(texts: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const { comparison } = await modelOf(texts);
  return Object.fromEntries(
    comparison.services.map((pair) => [
      pair.name,
      pair.requirements.map((each) => `${each.name}${each.isBuildTime ? ' at build' : ''}`),
    ]),
  );
}

test('N245 N248 each service reads what its own command reaches', async () => {
  expect(await readsOf(TREE)).toEqual({
    web: ['SHOP_NAME', 'TILL_KEY'],
    worker: ['OVEN_QUEUE', 'SHOP_NAME'],
    storefront: ['API_KEY at build'],
  });
});

test('N248 a service whose command is not known keeps everything; the other one what its own command loads', async () => {
  const texts = { ...TREE, 'compose.yaml': COMPOSE.replace('node worker.js', './start-worker') };

  expect(await readsOf(texts)).toMatchObject({
    web: ['SHOP_NAME', 'TILL_KEY'],
    worker: ['OVEN_QUEUE', 'REFILL_KEY', 'SHOP_NAME', 'TILL_KEY'],
  });
});

test('N240 code that is only built into files calls and serves nothing in its container', async () => {
  const { comparison } = await modelOf(TREE);

  expect(comparison.services.find((pair) => pair.name === 'storefront')).toMatchObject({
    code: { calls: [], listens: [], routes: [] },
    codeCoverage: 'none',
  });
});

test('N240 the same code beside a server of its own needs its variables at run time', async () => {
  const texts = { ...TREE, 'storefront/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "src/main.js"]\n' };

  expect(await readsOf(texts)).toMatchObject({ storefront: ['API_KEY'] });
});
