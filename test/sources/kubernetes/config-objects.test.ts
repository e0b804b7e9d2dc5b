import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../../helpers/source-context.ts';
import { readManifest, shown } from './read-manifest.ts';

async function entries(text: string): Promise<string[]> {
  const { configObjects } = await readManifest(text);
  return configObjects.flatMap((object) =>
    object.entries.map(({ key, value, at }) => `${key}=${shown(value)} ${at.line}:${at.column}`),
  );
}

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\n';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\n';

describe('ConfigMap', () => {
  test('its keys have their values and lines', async () => {
    expect(await entries(`${CONFIG_MAP}data:\n  TILL: "7"\n  oven.conf: |\n    heat=220\n`)).toEqual([
      'TILL=7 5:3',
      'oven.conf=heat=220\n 6:3',
    ]);
  });

  test('N121 binaryData is there for files and unknown', async () => {
    const { configObjects } = await readManifest(`${CONFIG_MAP}binaryData: {logo.png: iVBORw0KGgo=}\n`);

    expect(configObjects[0]?.entries).toMatchObject([{ key: 'logo.png', binary: true, value: { kind: 'deferred' } }]);
  });

  test('a password in a ConfigMap is hidden', async () => {
    expect(await entries(`${CONFIG_MAP}data: {DB_PASSWORD: croissant9}\n`)).toEqual(['DB_PASSWORD=[secret] 4:8']);
  });

  test('N056 a value that is no string is read and said to be refused', async () => {
    const { configObjects, problems } = await readManifest(`${CONFIG_MAP}data: {PORT: 8080}\n`);

    expect(configObjects[0]?.entries).toMatchObject([{ value: { kind: 'plain', text: '8080' } }]);
    expect(problems).toMatchObject([{ kind: 'suspicious', line: 4 }]);
  });

  test('N010 block scalars keep or drop their last newline as written', async () => {
    expect(await entries(`${CONFIG_MAP}data:\n  a: |-\n    rye\n  b: |\n    rye\n`)).toEqual([
      'a=rye 5:3',
      'b=rye\n 7:3',
    ]);
  });

  test('immutable is kept', async () => {
    const { configObjects } = await readManifest(`${CONFIG_MAP}immutable: true\n`);

    expect(configObjects).toMatchObject([{ immutable: true, complete: true }]);
  });
});

describe('Secret', () => {
  async function decoded(text: string) {
    const context = contextWith({ 'k8s/db.yaml': text });
    const facts = await kubernetes.read({ paths: ['k8s/db.yaml'] }, context);
    const value = facts.configObjects[0]?.entries[0]?.value;
    return { facts, matches: (secret: string) => value?.kind === 'secret' && value.secret.matches(secret) };
  }

  test('N012 data is decoded from base64, and hidden whatever it is called', async () => {
    const { facts, matches } = await decoded(`${SECRET}data: {greeting: Y3JvaXNzYW50}\n`);

    expect(matches('croissant')).toBe(true);
    expect(JSON.stringify(facts)).not.toContain('croissant');
    expect(JSON.stringify(facts)).not.toContain('Y3JvaXNzYW50');
  });

  test('N012 line wraps inside base64 do not count', async () => {
    const { matches } = await decoded(`${SECRET}data:\n  greeting: |\n    Y3Jv\n    aXNzYW50\n`);

    expect(matches('croissant')).toBe(true);
  });

  test('N012 stringData wins over data', async () => {
    const { matches } = await decoded(`${SECRET}data: {greeting: Y3JvaXNzYW50}\nstringData: {greeting: baguette}\n`);

    expect(matches('baguette')).toBe(true);
  });

  test('N012 a newline baked into base64 stays', async () => {
    const { matches } = await decoded(`${SECRET}data: {greeting: Y3JvaXNzYW50Cg==}\n`);

    expect(matches('croissant\n')).toBe(true);
  });

  test.each(['croissant!!', 'Y3JvaXNzYW5', 'Y3Jv aXNz'])(
    'a value that is not base64 is said without it: %s',
    async (value) => {
      const { facts } = await decoded(`${SECRET}data:\n  greeting: "${value}"\n`);

      expect(facts.problems).toMatchObject([{ kind: 'unreadable', line: 5, column: 13 }]);
      expect(JSON.stringify(facts)).not.toContain(value);
    },
  );

  test('bytes that are no text are a binary entry', async () => {
    const { facts } = await decoded(`${SECRET}data: {keystore: /u3+7QAAAAI=}\n`);

    expect(facts.configObjects[0]?.entries).toMatchObject([
      { key: 'keystore', binary: true, value: { kind: 'deferred' } },
    ]);
    expect(facts.problems).toEqual([]);
  });

  test('an empty value is empty and no secret', async () => {
    expect(await entries(`${SECRET}data: {greeting: ""}\n`)).toEqual(['greeting= 4:8']);
  });

  test('N234 the type is kept, Opaque when none is said', async () => {
    const { configObjects } = await readManifest(
      `${SECRET}---\n${SECRET.replace('db', 'web')}type: kubernetes.io/tls\n`,
    );

    expect(configObjects.map(({ type }) => type)).toEqual(['Opaque', 'kubernetes.io/tls']);
  });

  test.each(['kubernetes.io/service-account-token', 'helm.sh/release.v1'])(
    'N102 a Secret of type %s is not the application',
    async (type) => {
      expect((await readManifest(`${SECRET}type: ${type}\n`)).configObjects).toEqual([]);
    },
  );

  test('N102 the ConfigMap that a cluster puts in every namespace is not the application', async () => {
    expect(
      (await readManifest('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-root-ca.crt}\n')).configObjects,
    ).toEqual([]);
  });
});
