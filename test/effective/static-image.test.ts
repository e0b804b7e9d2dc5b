import { expect, test } from 'vitest';
import { effectiveImage } from '../../src/effective/image.ts';
import { servesBuiltFiles } from '../../src/effective/static-image.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { contextWith } from '../helpers/source-context.ts';

const BUILD = 'FROM node:22 AS build\nCOPY . .\nRUN npm run build\n';

test.each([
  ['FROM nginx:1.27-alpine\nCOPY --from=build /app/dist /usr/share/nginx/html', undefined, true],
  ['FROM nginxinc/nginx-unprivileged\nCOPY --from=build /app/dist /usr/share/nginx/html', undefined, true],
  ['FROM caddy:2\nCOPY --from=build /app/dist /srv', undefined, true],
  ['FROM httpd:2.4\nCOPY --from=build /app/dist htdocs', undefined, true],
  [
    'FROM nginx AS web\nFROM web\nCMD ["sh", "-c", "envsubst < a > b && exec nginx -g \'daemon off;\'"]',
    undefined,
    true,
  ],
  ['FROM nginx\nCOPY --from=build /app /app\nCMD ["node", "/app/server.js"]', undefined, false],
  ['FROM nginx\nCMD nginx && node server.js', undefined, false],
  ['FROM nginx\nCMD ["nginx"]', ['supervisord', '-n'], false],
  ['FROM node:22\nCMD ["npx", "serve", "dist"]', undefined, false],
  ['FROM tiangolo/uwsgi-nginx-flask:python3.12', undefined, false],
  ['FROM build', undefined, false],
  ['FROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]', undefined, false],
])('N240 %j with the command %j only serves built files: %s', async (last, command, expected) => {
  const text = `${BUILD}${last}\n`;
  const facts = await dockerfile.read({ paths: ['Dockerfile'] }, contextWith({ Dockerfile: text }));
  const [recipe] = facts.images;
  const image = recipe && effectiveImage(recipe);
  const at = { source: 'dockerfile', path: 'Dockerfile', line: 1, column: 1 };
  const own = image?.command ?? image?.entrypoint;

  const result = image && servesBuiltFiles(image, command ? { words: command, at } : own);

  expect(result).toBe(expected);
});
