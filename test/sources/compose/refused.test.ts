// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own syntax
import { describe, expect, it } from 'vitest';
import { readCompose } from './read-compose.ts';

const DOCKERFILE = 'FROM node:20\n';
const THERE = { 'oven/Dockerfile': DOCKERFILE, 'oven/server.js': '1\n' };

async function said(services: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const facts = await readCompose({ 'compose.yaml': `services:\n${services}\n`, ...others });
  return facts.problems.map(
    ({ kind, line, column, message, hint }) =>
      `${kind} ${line}:${column} ${message.replace(/^read compose.yaml: | \(line \d+\)$/g, '')}; ${hint}`,
  );
}

describe('a build that names what is not there is refused', () => {
  it.each([
    [
      'the folder',
      '  oven: {build: ./ovn}',
      '2:17 services.oven.build names folder ovn, which is not there; did you mean oven?',
    ],
    [
      'the Dockerfile of the folder',
      '  oven: {build: ./till}',
      '2:17 services.oven.build names till/Dockerfile, which is not there; create till/Dockerfile, or correct the build',
    ],
    [
      'the Dockerfile that is named',
      '  oven: {build: {context: oven, dockerfile: Nope.Dockerfile}}',
      '2:45 services.oven.build names oven/Nope.Dockerfile, which is not there',
    ],
  ])('%s', async (_, services, expected) => {
    expect(await said(services, { ...THERE, 'till/index.html': '' })).toEqual([
      expect.stringContaining(`unreadable ${expected}`),
    ]);
  });

  it.each([
    [
      'in a submodule',
      { '.gitmodules': '[submodule "oven"]\n\tpath = stove\n\turl = ../stove\n' },
      '  oven: {build: ./stove}',
    ],
    ['where git ignores it', { '.gitignore': 'node_modules\n/stove/\n' }, '  oven: {build: ./stove/out}'],
    ['of a service that only a profile starts', {}, '  oven: {build: ./stove, profiles: [dev]}'],
    ['of an image that can be pulled', {}, '  oven: {build: ./stove, image: bakery/oven}'],
    ['that a variable may move', {}, '  oven: {build: "./${PLACE:-stove}"}'],
  ])('and only unresolved %s', async (_, others, services) => {
    expect(await said(services, others)).toEqual([expect.stringMatching(/^unresolved /)]);
  });

  it.each([
    ['lies there under its other name', '  oven: {build: ./stove}', { 'stove/Containerfile': DOCKERFILE }],
    ['stands in the compose file', '  oven: {build: {context: ., dockerfile_inline: FROM scratch}}', {}],
    ['is fetched', '  oven: {build: "https://github.com/bakery/oven.git"}', {}],
  ])('and nothing is said when it %s', async (_, services, others) => {
    expect(await said(services, others)).toEqual([]);
  });
});

describe('depends_on of what is no service', () => {
  const OVEN = '  oven: {image: oven, depends_on: ';

  it('is refused', async () => {
    expect(await said(`${OVEN}[till]}`)).toEqual([
      'unreadable 2:36 services.oven.depends_on names till, which is no service; name a service, add till, or name first the file that this one is laid over',
    ]);
  });

  it.each([
    ['that is not required', `${OVEN}{till: {condition: service_started, required: false}}}`],
    ['that a profile starts', `${OVEN}[till]}\n  till: {image: till, profiles: [dev]}`],
    ['of one that only a profile starts', '  oven: {image: oven, profiles: [dev], depends_on: [till]}'],
  ])('is nothing to speak of when it is one %s', async (_, services) => {
    expect(await said(services)).toEqual([]);
  });

  it('is only unresolved where the file is laid over another one', async () => {
    expect(await said(`${OVEN}[till]}\n  shelf: {environment: {A: b}}`)).toContainEqual(
      expect.stringMatching(/^unresolved .*depends_on/),
    );
  });
});

describe('a key that the specification does not have', () => {
  it.each([
    [
      'of a service',
      '  oven: {image: oven, prots: ["80:80"]}',
      'unreadable 2:23 services.oven.prots is no key of a compose file; did you mean ports?',
    ],
    [
      'at the top',
      '  oven: {image: oven}\nvolums: {}',
      'unreadable 3:1 volums is no key of a compose file; did you mean volumes?',
    ],
  ])('is refused when it is nearly one: %s', async (_, services, expected) => {
    expect(await said(services)).toEqual([expected]);
  });

  it.each(['x-prots: 1', 'fermentation: slow', 'models: {}', 'ports: []'])('%s is not', async (line) => {
    expect(await said(`  oven:\n    image: oven\n    ${line}\n${line}`.replace(/\nports: \[\]$/, ''))).toEqual([]);
  });
});

describe('a variable that must be set', () => {
  it('and is not is unresolved, with its place and without what is said of it', async () => {
    const text = '  oven: {image: oven, environment: {A: "${FLOUR:?rye-or-wheat}", B: "${FLOUR:?}"}}';

    expect(await said(text)).toEqual([
      'unresolved 2:40 FLOUR must be set, and no file sets it; set FLOUR in .env, or in the shell that starts compose',
    ]);
    expect(await said(text, { '.env': 'FLOUR=rye\n' })).toEqual([]);
  });
});
