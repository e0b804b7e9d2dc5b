import { describe, expect, it } from 'vitest';
import type { ImageStage } from '../../src/shape/image-recipe.ts';
import type { Value } from '../../src/shape/value.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { contextOf, contextWith } from '../helpers/source-context.ts';

async function read(text: string) {
  const facts = await dockerfile.read({ paths: ['Dockerfile'] }, contextWith({ Dockerfile: text }));
  return { ...facts, recipe: facts.images[0] };
}

/** The last stage of a Dockerfile that begins with a FROM of its own. */
async function stageOf(body: string, from = 'FROM node:22'): Promise<ImageStage> {
  const { recipe } = await read(`${from}\n${body}`);
  const stage = recipe?.stages.at(-1);
  if (stage === undefined) throw new Error('no stage');
  return stage;
}

async function envOf(body: string, from?: string): Promise<Record<string, string>> {
  const stage = await stageOf(body, from);
  return Object.fromEntries(stage.env.map(({ name, value }) => [name, value ? shown(value) : '']));
}

function shown(value: Value): string {
  if (value.kind === 'deferred') return `deferred: ${value.reason}`;
  return value.kind === 'plain' ? value.text : '[secret]';
}

describe('ENV and ARG', () => {
  it.each([
    ['pairs', 'ENV OVEN=hot TRAY="rye bread" SHELF=a\\ b', { OVEN: 'hot', TRAY: 'rye bread', SHELF: 'a b' }],
    ['the old form', 'ENV TRAY rye  bread', { TRAY: 'rye  bread' }],
    ['lower case', 'env OVEN=hot', { OVEN: 'hot' }],
    ['several lines', 'ENV OVEN=hot \\\n  # the trays\n\n  TRAYS=4', { OVEN: 'hot', TRAYS: '4' }],
    ['single quotes', "ENV OVEN=hot\nENV A='$OVEN' B=\\$OVEN", { OVEN: 'hot', A: '$OVEN', B: '$OVEN' }],
    ['earlier ENV', 'ENV OVEN=hot\nENV A=$OVEN-1 B="${OVEN}"', { OVEN: 'hot', A: 'hot-1', B: 'hot' }],
    ['old values within one ENV', 'ENV OVEN=hot\nENV OVEN=cold A=$OVEN', { OVEN: 'cold', A: 'hot' }],
    ['a default of ARG', 'ARG OVEN=hot\nENV A=$OVEN', { A: 'hot' }],
    ['ENV before ARG', 'ENV OVEN=hot\nARG OVEN=cold\nENV A=$OVEN', { OVEN: 'hot', A: 'hot' }],
    ['an ARG without default', 'ARG OVEN\nENV A=$OVEN', { A: 'deferred: build argument OVEN' }],
    ['a variable of the base', 'ENV PATH=/x:$PATH', { PATH: 'deferred: PATH of the base image node:22' }],
    ['a default value', 'ARG OVEN=\nENV A=${OVEN:-hot} B=${OVEN-hot}', { A: 'hot', B: '' }],
    ['an alternative', 'ENV OVEN=hot\nENV A=${OVEN:+on} B=${OVEN:+${OVEN}ter}', { OVEN: 'hot', A: 'on', B: 'hotter' }],
    ['a pattern operator', 'ENV OVEN=hot\nENV A=${OVEN#h}', { OVEN: 'hot', A: 'deferred: computed from OVEN' }],
    ['a dollar alone', 'ENV A=$ B=$1', { A: '$', B: '$1' }],
    ['names of objects', 'ENV __proto__=rye', Object.fromEntries([['__proto__', 'rye']])],
  ])('N128 fills in %s', async (_, body, expected) => {
    expect(Object.entries(await envOf(body))).toEqual(Object.entries(expected));
  });

  it('knows that scratch sets nothing', async () => {
    expect(await envOf('ENV A=x$PATH', 'FROM scratch')).toEqual({ A: 'x' });
  });

  it('gives a stage the global ARG that it asks for', async () => {
    const from = 'ARG OVEN=hot\nARG BOTH=$OVEN-cold\nFROM node:22';

    expect(await envOf('ARG OVEN\nARG BOTH\nENV A=$OVEN B=$BOTH', from)).toEqual({ A: 'hot', B: 'hot-cold' });
    expect(await envOf('ENV A=${OVEN:-x}', from)).toEqual({ A: 'deferred: OVEN of the base image node:22' });
  });

  it('gives a stage the variables of the stage below it', async () => {
    const from = 'FROM node:22 AS Base\nENV OVEN=hot\nARG TRAYS=4\nFROM base';

    expect(await envOf('ENV A=$OVEN B=$TRAYS', from)).toEqual({ A: 'hot', B: '4' });
  });

  it('hides what is secret, in part or whole', async () => {
    const env = await envOf(
      'ARG DB_PASSWORD=rye-bread-7\nENV URL=postgres://shop:$DB_PASSWORD@db/shop API_TOKEN=rye-bread-8',
    );

    expect(env).toEqual({ URL: '[secret]', API_TOKEN: '[secret]' });
  });

  it('places each variable at its name', async () => {
    const stage = await stageOf('ENV OVEN=hot \\\n    TRAYS=4\nARG SHELF');

    expect(stage.env.map(({ at }) => [at.line, at.column])).toEqual([
      [2, 5],
      [3, 5],
    ]);
    expect(stage.args).toEqual([
      { name: 'SHELF', at: { source: 'dockerfile', path: 'Dockerfile', line: 4, column: 5 } },
    ]);
  });
});

describe('FROM', () => {
  it.each([
    ['FROM node:22', 'node:22', undefined],
    ['from --platform=$BUILDPLATFORM node:22 as Build', 'node:22', 'build'],
    ['ARG TAG=22\nFROM node:${TAG}-slim', 'node:22-slim', undefined],
    ['ARG TAG\nFROM node:${TAG:-22}', 'node:${TAG:-22}', undefined],
    ['FROM node:${TAG:-22}', 'node:22', undefined],
    ['ARG TAG\nFROM node:$TAG', 'node:$TAG', undefined],
  ])('reads %j', async (text, from, name) => {
    const { recipe } = await read(text);

    expect(recipe?.stages[0]).toMatchObject({ from, index: 0 });
    expect(recipe?.stages[0]?.name).toBe(name);
  });

  it('keeps the global arguments', async () => {
    const { recipe } = await read('ARG TAG=22\nARG SHELF\nFROM node:$TAG');

    expect(recipe?.globalArgs).toMatchObject([
      { name: 'TAG', value: { kind: 'plain', text: '22' } },
      { name: 'SHELF' },
    ]);
  });
});

describe('what an image offers and holds', () => {
  it('reads EXPOSE with ranges, protocols and variables', async () => {
    const stage = await stageOf('ENV PORT=8080\nEXPOSE 3000 53/UDP 6000-6002/tcp $PORT ${OPEN:-9000} 132/sctp');

    expect(stage.exposes.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      '3000/TCP',
      '53/UDP',
      '6000/TCP',
      '6001/TCP',
      '6002/TCP',
      '8080/TCP',
    ]);
    expect(stage.exposes[1]?.at).toMatchObject({ line: 3, column: 13 });
  });

  it('counts a port that only the build knows as unresolved', async () => {
    const { problems } = await read('FROM node:22\nARG PORT\nEXPOSE $PORT');

    expect(problems).toMatchObject([{ kind: 'unresolved', line: 3, column: 8 }]);
  });

  it.each(['oven', '0', '70000', '9-3', '1-65535'])('refuses EXPOSE %s and reads on', async (port) => {
    const { recipe, problems } = await read(`FROM node:22\nEXPOSE ${port} 80`);

    expect(problems).toMatchObject([{ kind: 'unreadable', line: 2, column: 8 }]);
    expect(recipe?.stages[0]?.exposes).toHaveLength(1);
  });

  it.each([
    ['VOLUME /data /up', ['/data', '/up']],
    ['VOLUME ["/data", "/up loads"]', ['/data', '/up loads']],
    ['ENV ROOT=/srv\nVOLUME $ROOT/data', ['/srv/data']],
  ])('reads %j', async (body, paths) => {
    expect((await stageOf(body)).volumes.map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    ['WORKDIR /srv', '/srv'],
    ['WORKDIR /srv\nWORKDIR oven/../tray', '/srv/tray'],
    ['WORKDIR app', '/app'],
    ['ENV HOME=/srv\nWORKDIR $HOME/app', '/srv/app'],
    ['WORKDIR $HOME/app', '$HOME/app'],
    ['WORKDIR "/rye bread"', '/rye bread'],
  ])('joins %j', async (body, path) => {
    expect((await stageOf(body)).workdir?.path).toBe(path);
  });

  it('goes on from the WORKDIR of the stage below', async () => {
    expect((await stageOf('WORKDIR app', 'FROM node:22 AS base\nWORKDIR /srv\nFROM base')).workdir?.path).toBe(
      '/srv/app',
    );
  });

  it('reads USER with its variables', async () => {
    expect((await stageOf('ARG UID=1000\nUSER $UID:bakers')).user).toMatchObject({
      name: '1000:bakers',
      at: { line: 3, column: 6 },
    });
  });

  it.each([
    ['COPY . .', { sources: ['.'], destination: '/srv' }],
    ['COPY --chown=1:1 a b \\\n  c/', { sources: ['a', 'b'], destination: '/srv/c/' }],
    ['COPY ["rye bread", "/x/"]', { sources: ['rye bread'], destination: '/x/' }],
    ['COPY --from=Build /out /out', { from: 'Build', sources: ['/out'], destination: '/out' }],
    ['ARG DIR=oven\nADD $DIR/*.js ./', { sources: ['oven/*.js'], destination: '/srv/' }],
    ['COPY <<EOT trays.txt recipes /x/\nFROM evil\nEOT', { sources: ['trays.txt', 'recipes'], destination: '/x/' }],
  ])('reads %j', async (body, copy) => {
    expect((await stageOf(`WORKDIR /srv\n${body}`)).copies).toMatchObject([copy]);
  });
});

describe('what an image runs', () => {
  it.each([
    ['CMD ["node", "rye bread.js"]', ['node', 'rye bread.js']],
    ['CMD node server.js --tray "rye bread"', ['/bin/sh', '-c', 'node server.js --tray "rye bread"']],
    ['SHELL ["/bin/bash", "-ec"]\nCMD node server.js', ['/bin/bash', '-ec', 'node server.js']],
    ['CMD ["a"]\nCMD ["b"]', ['b']],
    ['CMD [ "node", \\\n  # the oven\n  "oven.js" ]', ['node', 'oven.js']],
    ['CMD node $PORT', ['/bin/sh', '-c', 'node $PORT']],
    ['CMD []', []],
  ])('reads %j', async (body, words) => {
    expect((await stageOf(body)).command?.words).toEqual(words);
  });

  it('reads ENTRYPOINT beside CMD', async () => {
    const stage = await stageOf('ENTRYPOINT ["tini", "--"]\nCMD ["node", "oven.js"]');

    expect(stage.entrypoint).toEqual({
      words: ['tini', '--'],
      at: { source: 'dockerfile', path: 'Dockerfile', line: 2, column: 1 },
    });
    expect(stage.command?.words).toEqual(['node', 'oven.js']);
  });

  it('tells of a list in single quotes, which a shell gets as text', async () => {
    const { recipe, problems } = await read("FROM node:22\nCMD ['node', 'oven.js']");

    expect(recipe?.stages[0]?.command?.words[0]).toBe('/bin/sh');
    expect(problems).toMatchObject([{ kind: 'suspicious', line: 2, column: 5 }]);
  });

  it('N164 reads HEALTHCHECK with its timing and the requests it makes', async () => {
    const stage = await stageOf(
      'HEALTHCHECK --interval=5s --timeout=1m30s --start-period=500ms --retries=2 \\\n  CMD curl -f http://localhost:8080/up || exit 1',
    );

    expect(stage.healthcheck).toMatchObject({
      role: 'healthcheck',
      action: { kind: 'command', requests: [{ port: 8080, path: '/up' }] },
      timing: { initialDelay: 0.5, period: 5, timeout: 90, failureThreshold: 2 },
      at: { line: 2, column: 1 },
    });
  });

  it('N164 takes zeros in HEALTHCHECK for the defaults of Docker', async () => {
    expect((await stageOf('HEALTHCHECK --interval=0s --retries=0 CMD ["a"]')).healthcheck?.timing).toEqual({});
  });

  it('N164 takes HEALTHCHECK NONE for disabled', async () => {
    expect((await stageOf('HEALTHCHECK NONE')).healthcheck?.action).toEqual({ kind: 'disabled' });
  });
});

describe('the file', () => {
  it('skips what stands in heredocs, ONBUILD and RUN', async () => {
    const { recipe, problems } = await read(
      'FROM node:22\nRUN <<EOF\nENV A=1\nBAKE x\nEOF\nRUN cat <<-"ONE" <<TWO\n\tONE\nENV B=1\nTWO\nONBUILD ENV C=1\nENV D=1',
    );

    expect(problems).toEqual([]);
    expect(recipe?.stages[0]?.env.map(({ name, at }) => [name, at.line])).toEqual([['D', 11]]);
  });

  it('honours the escape directive', async () => {
    const { recipe } = await read('# escape=`\r\nFROM windows\r\nWORKDIR C:\\oven\r\nENV A=1 `\r\n  B=`"2`"\r\n');

    expect(recipe?.stages[0]?.workdir?.path).toBe('C:\\oven');
    expect(recipe?.stages[0]?.env.map(({ value }) => value)).toMatchObject([{ text: '1' }, { text: '"2"' }]);
  });

  it('takes a byte order mark', async () => {
    expect((await read('\uFEFFFROM node:22')).recipe?.stages).toHaveLength(1);
  });

  it.each([
    ['', 1, 1],
    ['# only a note\n', 1, 1],
    ['ARG TAG=22\n', 1, 1],
    ['ENV A=1\n', 1, 1],
  ])('refuses %j, which has no FROM', async (text, line, column) => {
    const { images, problems } = await read(text);

    expect(images).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unreadable', path: 'Dockerfile', line, column }]);
  });

  it.each([
    ['FROM node:22\n  BAKE bread\nENV A=1', 2, 3],
    ['FROM node:22\nENV A\nENV A=1', 2, 5],
    ['FROM node:22\nCOPY oven\nENV A=1', 2, 1],
    ['FROM node:22\nHEALTHCHECK --interval=1s\nENV A=1', 2, 1],
    ['FROM node:22\nSHELL bash\nENV A=1', 2, 1],
    ['FROM\nFROM node:22\nENV A=1', 1, 1],
  ])('places what is wrong in %j and reads on', async (text, line, column) => {
    const { recipe, problems } = await read(text);

    expect(problems).toMatchObject([{ kind: 'unreadable', line, column }]);
    expect(recipe?.stages.at(-1)?.env).toMatchObject([{ name: 'A' }]);
  });

  it('tells of a heredoc that nothing closes', async () => {
    expect((await read('FROM node:22\nRUN <<EOF\nENV A=1')).problems).toMatchObject([{ kind: 'unreadable', line: 2 }]);
  });

  it('places a file that is not there or not UTF-8, and reads the others', async () => {
    const facts = await dockerfile.read(
      { paths: ['missing.Dockerfile', 'latin-1.Dockerfile'] },
      contextOf('fixtures/sources/dockerfile'),
    );

    expect(facts.images).toEqual([]);
    expect(facts.problems.map(({ kind, path }) => [kind, path])).toEqual([
      ['unreadable', 'missing.Dockerfile'],
      ['unreadable', 'latin-1.Dockerfile'],
    ]);
  });

  it('N300 quotes no value in a message', async () => {
    const { problems } = await read(
      'FROM node:22\nAPI_TOKEN=rye-bread-7\nENV TOKEN rye-bread-7 \\\n X\nEXPOSE rye-bread-7\nCOPY rye-bread-7\nENV A=1 rye-bread-7',
    );

    expect(problems.length).toBeGreaterThan(2);
    expect(JSON.stringify(problems)).not.toContain('rye');
  });
});
