// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax under test
import { describe, expect, it } from 'vitest';
import { environmentLines, placeOf, problemPlaces, readCompose, readShop, serviceOf, show } from './read-compose.ts';

describe('interpolation', () => {
  const env = 'SET=rye\nEMPTY=\nDB_PASSWORD=flour-and-water\n';

  it.each([
    ['$SET', 'rye'],
    ['${SET}-bread', 'rye-bread'],
    ['${SET:-oat}', 'rye'],
    ['${SET-oat}', 'rye'],
    ['${SET:?no}', 'rye'],
    ['${SET?no}', 'rye'],
    ['${SET:+oat}', 'oat'],
    ['${SET+oat}', 'oat'],
    ['${EMPTY}', ''],
    ['${EMPTY:-oat}', 'oat'],
    ['${EMPTY-oat}', ''],
    ['${EMPTY:+oat}', ''],
    ['${EMPTY+oat}', 'oat'],
    ['${OTHER:-oat}', 'oat'],
    ['${OTHER-oat}', 'oat'],
    ['${OTHER:-}', ''],
    ['${OTHER:-${SET}}', 'rye'],
    ['${OTHER:-${THIRD:-oat}}', 'oat'],
    ['$OTHER', '? from the shell'],
    ['${OTHER}', '? from the shell'],
    ['a-${OTHER}', '? from the shell'],
    ['${OTHER:?set it}', '? from the shell'],
    ['${OTHER?set it}', '? from the shell'],
    ['${OTHER:+oat}', '? from the shell'],
    ['${OTHER+oat}', '? from the shell'],
    ['$$SET', '$SET'],
    ['costs $5', 'costs $5'],
    ['${DB_PASSWORD}', '*'],
    ['postgres://shop:${DB_PASSWORD}@db/shop', '*'],
    ['${API_TOKEN:-let-me-in}', '*'],
  ])('N152 %s is %j', async (text, expected) => {
    const shop = await readShop(`environment:\n  GRAIN: '${text}'`, { '.env': env });

    expect(environmentLines(shop)).toEqual([`GRAIN=${expected}`]);
  });

  it('N152 never reads the environment of the process', async () => {
    const shop = await readShop('environment:\n  GRAIN: ${PATH}');

    expect(environmentLines(shop)).toEqual(['GRAIN=? from the shell']);
  });

  it('N152 leaves keys alone', async () => {
    const shop = await readShop("environment:\n  '$SET': rye", { '.env': env });

    expect(environmentLines(shop)).toEqual(['$SET=rye']);
  });

  it('N155 lets a line of .env use the lines above it', async () => {
    const shop = await readShop('environment:\n  URL: ${URL}', {
      '.env': "HOST=db\nURL=http://${HOST}\nRAW='$HOST'\n",
    });

    expect(environmentLines(shop)).toEqual(['URL=http://db']);
  });

  it('takes the env files that were named, the last one winning, instead of .env', async () => {
    const facts = await readCompose(
      {
        'compose.yaml': 'services:\n  shop:\n    image: shop:${TAG}-${SIZE}\n',
        '.env': 'TAG=wrong\n',
        'a.env': 'TAG=1\nSIZE=s\n',
        'b.env': 'TAG=2\n',
      },
      ['compose.yaml'],
      { envFiles: ['a.env', 'b.env'] },
    );

    const { image } = serviceOf(facts, 'shop');
    expect(image?.text).toBe('shop:2-s');
    expect(image?.variables?.map(({ name, at }) => `${name} ${placeOf(at)}`)).toEqual([
      'TAG b.env:1:1',
      'SIZE a.env:2:1',
    ]);
  });

  it('keeps an image whose tag only the shell knows, with the place of the variable', async () => {
    const facts = await readCompose({ 'compose.yaml': 'services:\n  shop:\n    image: shop:${TAG}\n' });

    const { image } = serviceOf(facts, 'shop');
    expect(image?.text).toBe('shop:${TAG}');
    expect(image?.variables).toEqual([{ name: 'TAG', at: expect.objectContaining({ path: 'compose.yaml', line: 3 }) }]);
  });

  it('never puts a secret variable into a command', async () => {
    const shop = await readShop('command: redis-server --requirepass ${DB_PASSWORD}', { '.env': env });

    expect(shop.command?.words).toEqual(['redis-server', '--requirepass', '${DB_PASSWORD}']);
  });

  it('reports a ${ that opens no variable, at its place', async () => {
    const facts = await readCompose({ 'compose.yaml': 'services:\n  shop:\n    image: shop\n    command: echo ${\n' });

    expect(problemPlaces(facts)).toEqual(['unreadable compose.yaml:4:14']);
    expect(facts.workloads).toHaveLength(1);
  });
});

describe('the environment of the container', () => {
  it('N150 does not get a variable that stands in .env alone', async () => {
    const shop = await readShop('environment:\n  GRAIN: rye', { '.env': 'SECRET_SAUCE=honey\n' });

    expect(environmentLines(shop)).toEqual(['GRAIN=rye']);
  });

  it('N151 applies env files in order, then environment', async () => {
    const shop = await readShop('env_file: [a.env, b.env]\nenvironment: [GRAIN=oat]', {
      'a.env': 'GRAIN=rye\nOVEN=stone\n',
      'b.env': 'OVEN=steel\n',
    });

    expect(environmentLines(shop)).toEqual(['GRAIN=rye', 'OVEN=stone', 'OVEN=steel', 'GRAIN=oat']);
    expect(shop.environment.map((step) => placeOf(step.at))).toEqual([
      'a.env:1:1',
      'a.env:2:1',
      'b.env:1:1',
      'compose.yaml:5:19',
    ]);
  });

  it('N078 reads list and map alike', async () => {
    const list = await readShop('environment:\n  - GRAIN=rye\n  - EMPTY=\n  - SUM=a=b');
    const map = await readShop('environment:\n  GRAIN: rye\n  EMPTY: ""\n  SUM: a=b');

    expect(environmentLines(list)).toEqual(['GRAIN=rye', 'EMPTY=', 'SUM=a=b']);
    expect(environmentLines(map)).toEqual(environmentLines(list));
  });

  it('N151 takes a name without a value from .env', async () => {
    const shop = await readShop('environment:\n  - GRAIN\n  - DB_PASSWORD', {
      '.env': 'GRAIN=rye\nDB_PASSWORD=yeast99\n',
    });

    expect(environmentLines(shop)).toEqual(['GRAIN=rye', 'DB_PASSWORD=*']);
  });

  it('N151 takes away a name without a value that nothing sets', async () => {
    const shop = await readShop('env_file: a.env\nenvironment:\n  GRAIN:', { 'a.env': 'OVEN\nGRAIN=rye\n' });

    expect(environmentLines(shop)).toEqual(['-OVEN', 'GRAIN=rye', '-GRAIN']);
  });

  it.each([
    ['1.10', '1.1'],
    ['010', '8'],
    ['0o10', '8'],
    ['0x1F', '31'],
    ['1e3', '1000'],
    ['0.00001', '1e-05'],
    ['True', 'true'],
    ['yes', 'yes'],
    ["'1.10'", '1.10'],
    ['2026-01-02', '2026-01-02'],
  ])('N056 passes the unquoted %s on as %s', async (token, expected) => {
    const shop = await readShop(`environment:\n  GRAMS: ${token}`);

    expect(environmentLines(shop)).toEqual([`GRAMS=${expected}`]);
  });

  it('N154 reads the long form, a file that need not be there, and the raw format', async () => {
    const shop = await readShop(
      'env_file:\n  - path: a.env\n    required: false\n  - path: raw.env\n    format: raw\n',
      { 'raw.env': 'GRAIN="$RYE" # whole\n' },
    );

    expect(environmentLines(shop)).toEqual(['GRAIN="$RYE" # whole']);
  });

  it('N154 reports a missing file that must be there, at the line that names it', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    image: shop\n    env_file:\n      - a.env\n',
    });

    expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:5:9']);
    expect(facts.problems[0]).toMatchObject({ service: 'shop', hint: expect.stringContaining('a.env') });
  });

  it('N155 interpolates env files with .env before the lines above', async () => {
    const shop = await readShop('env_file: a.env\nenvironment:\n  SIZE: big', {
      '.env': 'GRAIN=rye\n',
      'a.env': 'GRAIN=oat\nOVEN=stone\nA=$GRAIN\nB=$OVEN\nC=$SIZE\nD=${NOBODY}\n',
    });

    expect(environmentLines(shop).slice(2, 6)).toEqual(['A=rye', 'B=stone', 'C=big', 'D=? from the shell']);
  });

  it('reports a broken line of an env file at that line, and reads the others', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    image: shop\n    env_file: a.env\n',
      'a.env': 'GRAIN=rye\nOVEN="stone\n',
    });

    expect(problemPlaces(facts)).toEqual([expect.stringMatching(/^unreadable a\.env:2:/)]);
    expect(environmentLines(serviceOf(facts, 'shop'))).toEqual(['GRAIN=rye']);
  });

  it.each([
    ['.env', '.env.example'],
    ['.env', '.env.sample'],
    ['.env', '.env.template'],
    ['.env', '.env.dist'],
    ['.env', 'env.example'],
    ['.env.local', '.env.local.example'],
    ['.env.local', '.env.example'],
    ['conf/shop.env', 'conf/shop.env.example'],
    ['conf/shop.env', 'conf/shop.example.env'],
  ])('N183 takes the names for a missing %s from %s, and not its values', async (missing, example) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  shop:\n    image: shop\n    env_file: ${missing}\n`,
      [example]: 'GRAIN=rye\n\nOVEN_TOKEN=changeme\n',
    });
    const shop = serviceOf(facts, 'shop');

    expect(facts.problems).toMatchObject([{ kind: 'unresolved', line: 4, hint: `copy ${example} to ${missing}` }]);
    expect(environmentLines(shop)).toEqual([
      `GRAIN=? from ${missing}, which is not in the repository`,
      `OVEN_TOKEN=? from ${missing}, which is not in the repository`,
    ]);
    expect(shop.environment.map(({ at }) => placeOf(at))).toEqual([`${example}:1:1`, `${example}:3:1`]);
  });

  it('N183 takes no names for a missing env file that need not be there', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  shop:\n    image: shop\n    env_file:\n      - path: .env\n        required: false\n',
      '.env.example': 'GRAIN=rye\n',
    });

    expect(facts.problems).toEqual([]);
    expect(serviceOf(facts, 'shop').environment).toEqual([]);
  });

  it('N183 leaves open what only the example of .env declares, unless there is a default', async () => {
    const shop = await readShop(
      'environment:\n  A: ${GRAIN}\n  B: ${GRAIN:-oat}\n  C: ${GRAIN-}\n  GRAIN:\n  D: ${NOBODY}',
      { '.env.example': 'GRAIN=rye\n' },
    );
    const reason = 'from .env, which is not in the repository';

    expect(environmentLines(shop)).toEqual([`A=? ${reason}`, 'B=oat', 'C=', `GRAIN=? ${reason}`, 'D=? from the shell']);
  });

  it('N183 does not look at the example beside a file that is there', async () => {
    const shop = await readShop('env_file: .env\nenvironment:\n  A: ${OVEN}', {
      '.env': 'GRAIN=rye\n',
      '.env.example': 'GRAIN=\nOVEN=stone\n',
    });

    expect(environmentLines(shop)).toEqual(['GRAIN=rye', 'A=? from the shell']);
  });

  it('refuses to go on without a file that the user named', async () => {
    const facts = await readCompose(
      { 'compose.yaml': 'services:\n  shop:\n    image: shop:${GRAIN}\n', 'rye.env.example': 'GRAIN=rye\n' },
      ['compose.yaml'],
      { envFiles: ['rye.env'] },
    );

    expect(facts.problems).toMatchObject([{ kind: 'unreadable', hint: 'copy rye.env.example to rye.env' }]);
  });

  it('reports a ${ of an env file that opens no variable', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    image: shop\n    env_file: a.env\n',
      'a.env': 'GRAIN=rye\nOVEN=${\n',
    });

    expect(problemPlaces(facts)).toEqual(['unreadable a.env:2:1']);
  });

  it.each(['../secrets/.env', '/etc/shop.env', '~/shop.env', '${HOME}/shop.env'])(
    'names an env file outside the repository as not read: %s',
    async (path) => {
      const facts = await readCompose({
        'compose.yaml': `services:\n  shop:\n    image: shop\n    env_file: ${path}\n`,
      });

      expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:4:15']);
      expect(serviceOf(facts, 'shop')).toMatchObject({ environment: [], hasUnreadVariables: true });
    },
  );

  it('takes __proto__ for a name like any other', async () => {
    const shop = await readShop(
      'environment:\n  __proto__: rye\nlabels:\n  __proto__: oat\nbuild:\n  args:\n    __proto__: a',
    );

    expect(environmentLines(shop)).toEqual(['__proto__=rye']);
    expect(Object.keys(shop.labels)).toEqual(['__proto__']);
    expect(Object.entries(shop.build?.args ?? {}).map(([name, value]) => `${name}=${show(value)}`)).toEqual([
      '__proto__=a',
    ]);
  });
});
