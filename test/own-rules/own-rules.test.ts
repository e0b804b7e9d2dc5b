import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWN_RULE_TYPES } from '../../src/own-rules/types.ts';
import { folderWith } from '../helpers/folder.ts';
import { ROOT } from '../helpers/program.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const SHOP = {
  'compose.yaml': `services:
  shop:
    image: bakery/shop:1
    environment: {TILL: "7", DB_PASSWORD: rye-and-wheat-77}
  oven:
    image: bakery/oven:1
`,
  'k8s/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: shop
          image: bakery/shop:1
          env: [{name: TILL, value: "8"}, {name: DB_PASSWORD, value: rye-and-wheat-77}]
          resources: {limits: {memory: 512Mi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: oven}
spec:
  template: {spec: {containers: [{name: oven, image: "bakery/oven:1"}]}}
`,
};

/** The findings of own rules: `level rule service subject: message`. */
async function found(rules: string, policy = '{}'): Promise<string[]> {
  const config = `version: 1\npolicy: ${policy}\nrules:\n${rules.replace(/^/gm, '  ')}\n`;
  const { findings } = await checkFolder(folderWith({ ...SHOP, 'parity.yaml': config }));
  return findings
    .filter(({ rule }) => rule.startsWith('own/'))
    .map(({ level, rule, service, subject, message }) => `${level} ${rule} ${service} ${subject}: ${message}`);
}

describe('rules of parity.yaml', () => {
  it.each([
    [
      'what does not hold is a finding, with its message filled in',
      'limit: {expression: \'"memory" in service.target.limits\', message: "{{ service.name }} of {{ target.environment }} has none", level: error}',
      ['error own/limit oven oven: oven of production has none'],
    ],
    [
      'where `when` is not true, nothing is asked',
      'limit: {when: service.name == "shop", expression: \'"memory" in service.target.limits\', message: none}',
      [],
    ],
    [
      'amounts are compared as amounts',
      'small: {when: \'"memory" in service.target.limits\', expression: \'quantity(service.target.limits["memory"]) <= quantity("256Mi")\', message: "{{ service.target.limits.memory }}"}',
      ['warning own/small shop shop: 512Mi'],
    ],
    [
      'each variable is judged with what both sides give under its name',
      'alike: {each: variable, when: has(variable.same), expression: variable.same, message: "{{ variable.local.value }} and {{ variable.target.value }}"}',
      ['warning own/alike shop TILL: 7 and 8'],
    ],
    [
      'a secret has no value, and its equality can be asked for',
      'hidden: {each: variable, expression: "!variable.target.secret || !has(variable.target.value) && !variable.same", message: "a secret {{ variable.target.value }}"}',
      ['warning own/hidden shop DB_PASSWORD: a secret (unknown)'],
    ],
    [
      'what cannot be judged does not hold',
      'guard: {when: service.name == "oven", expression: service.target.replicas > 1, message: one}',
      ['warning own/guard oven oven: own rule guard cannot be judged for oven: No such key: replicas'],
    ],
    [
      'the objects of a side can be asked for',
      'budget: {when: service.name == "shop", expression: \'target.objects.exists(o, o.kind == "PodDisruptionBudget")\', message: none}',
      ['warning own/budget shop shop: none'],
    ],
  ])('%s', async (_, rules, expected) => {
    expect(await found(rules)).toEqual(expected);
  });

  it('have levels and waivers as others have', async () => {
    const rule = 'limit: {expression: "false", message: no}';
    const waiver = '{rule: own/limit, service: oven, reason: old, owner: baker, expires: 2099-01-01}';

    expect(await found(rule, `{levels: {own/limit: info}, waivers: [${waiver}]}`)).toEqual([
      'info own/limit shop shop: no',
    ]);
  });

  it.each([
    ['a field that is not there', 'service.taget.image == ""', 'character 9: No such key: taget'],
    ['a name that is not there', 'svc.name == ""', 'Unknown variable: svc'],
    ['`variable` where none is in question', 'variable.name == ""', 'Unknown variable: variable'],
    ['types that do not meet', 'service.name == 1', 'no such overload: string == int'],
    ['what is not true or false', 'service.name', 'comes to string; expected bool'],
    ['half an expression', 'service.name ==', 'Unexpected token: EOF'],
  ])('are refused before anything is read for %s, with the place', async (_, expression, reason) => {
    await expect(found(`odd: {message: no, expression: '${expression}'}`)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/^parity\.yaml:4:22 rules\.odd\.expression/),
    });
    await expect(found(`odd: {message: no, expression: '${expression}'}`)).rejects.toMatchObject({
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    ['a message that says nothing', 'odd: {message: " ", expression: "true"}', 'rules.odd.message: is empty'],
    ['a message that cannot be filled in', 'odd: {message: "{{ nobody }}", expression: "true"}', 'rules.odd.message'],
    ['a name with other letters', 'odd_1: {message: no, expression: "true"}', 'small letters and dashes'],
    ['a key that no rule has', 'odd: {message: no, expresion: "true"}', 'did you mean expression?'],
  ])('are refused for %s', async (_, rules, reason) => {
    await expect(found(rules)).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining(reason) });
  });

  it('end within their time, and say so', async () => {
    const slow =
      'slow: {when: service.name == "shop", message: no, expression: \'("a".matches("b") || "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".matches("^(a+)+$"))\'}';

    expect((await found(slow)).join()).toMatch(/cannot be judged: it takes longer than 2000 ms/);
  });

  it('never tell a secret', async () => {
    const told = await found(
      'leak: {each: variable, when: has(variable.target), expression: "false", message: "{{ variable.target.?value.orValue(variable.name) }} of {{ service.target.env.map(v, v.?value.orValue(v.name)) }}"}',
    );

    expect(told.join('\n')).toContain('DB_PASSWORD of DB_PASSWORD, 8');
    expect(told.join('\n')).not.toContain('rye-and-wheat-77');
  });
});

it('docs/own-rules.md lists every type and field', () => {
  const page = readFileSync(join(ROOT, 'docs/own-rules.md'), 'utf8');
  const missing = Object.entries(OWN_RULE_TYPES).flatMap(([type, fields]) =>
    [type, ...Object.keys(fields)].filter((word) => !page.includes(`\`${word.replace('?', '')}`)),
  );

  expect(missing).toEqual([]);
});
