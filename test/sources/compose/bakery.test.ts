import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/sources/compose/compose.ts';
import { contextOf } from '../../helpers/source-context.ts';
import { environmentLines, placeOf, problemPlaces, serviceOf } from './read-compose.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/sources/compose/', import.meta.url));

describe('a whole project with override, include, extends and secrets', async () => {
  const facts = await compose.read(
    { paths: ['compose.yaml', 'compose.override.yaml'] },
    contextOf(`${FIXTURES}bakery`),
  );
  const web = serviceOf(facts, 'web');

  it('has no problem, and every service once', () => {
    expect(facts.problems).toEqual([]);
    expect(facts.workloads.map(({ name, profiles }) => [name, ...profiles])).toEqual([
      ['oven'],
      ['web'],
      ['db'],
      ['adminer', 'tools'],
    ]);
  });

  it('gives every variable the line that sets it', () => {
    const lines = web.environment.map((step, index) => `${environmentLines(web)[index]} ${placeOf(step.at)}`);

    expect(lines).toEqual([
      'REGION=eu-west-1 common/shared.env:1:1',
      'LOG_LEVEL=warn common/shared.env:2:1',
      'LOG_LEVEL=debug compose.override.yaml:4:20',
      'CURRENCY=EUR compose.yaml:10:3',
      'DATABASE_URL=* compose.yaml:24:7',
      'OVEN_URL=http://oven:9000 compose.yaml:25:7',
      '-SESSION_TOKEN compose.yaml:26:7',
    ]);
    expect(environmentLines(serviceOf(facts, 'db'))).toEqual(['POSTGRES_USER=bakery', 'POSTGRES_PASSWORD=*']);
    expect(environmentLines(serviceOf(facts, 'oven'))).toEqual(['HEAT=230', 'TAG=1.4.0']);
  });

  it('merges the override as Compose does', () => {
    expect(web.image?.text).toBe('registry.example.org/bakery/web:1.4.0');
    expect(web.build).toMatchObject({ context: 'web', dockerfile: 'web/Dockerfile', target: { stage: 'runtime' } });
    expect(web.ports.map(({ port }) => port)).toEqual([3000, 9229]);
    expect(web.command?.words).toEqual(['npm', 'run', 'dev']);
    expect(web.mounts.map(({ path, source }) => `${path} ${source.kind}`)).toEqual([
      '/srv/uploads persistent',
      '/srv/menu.json host',
      '/app host',
      '/app/node_modules ephemeral',
      '/run/secrets/stripe_key config',
    ]);
    expect(web.probes).toMatchObject([
      { action: { requests: [{ port: 3000, path: '/healthz' }] }, timing: { period: 90 } },
    ]);
    expect([web.stopGrace?.seconds, web.labels, web.dependsOn]).toEqual([20, { team: 'counter' }, ['db', 'oven']]);
  });

  it('shows no secret', () => {
    expect(JSON.stringify(facts)).not.toContain('canary');
  });
});

describe('files that are no UTF-8 text', () => {
  it.each([
    ['utf-16.yaml', 'utf-16.yaml:1:1'],
    ['latin-1.yaml', 'latin-1.yaml:2:6'],
    ['binary.yaml', 'binary.yaml:1:1'],
    ['env-file.yaml', 'latin-1.env:1:9'],
  ])('locates what is wrong with %s', async (path, where) => {
    const facts = await compose.read({ paths: [path] }, contextOf(`${FIXTURES}unreadable`));

    expect(problemPlaces(facts)).toEqual([`unreadable ${where}`]);
  });
});
