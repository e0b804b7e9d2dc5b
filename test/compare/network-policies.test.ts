import { describe, expect, test } from 'vitest';
import { blockOf } from '../../src/compare/network-policies.ts';
import { kubernetes } from '../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../helpers/source-context.ts';

const PODS = [
  'kind: Pod\nmetadata: {name: web, labels: {app: web, tier: front}}\nspec: {containers: [{name: web, image: web}]}',
  'kind: Pod\nmetadata: {name: oven, labels: {app: oven}}\nspec: {containers: [{name: oven, image: oven, ports: [{containerPort: 9000, name: http}]}]}',
].map((pod) => `apiVersion: v1\n${pod}\n`);

/** Which way a connection from web to port 9000 of oven is held up, by policies in a namespace or in none that is named. */
async function blocked(specs: readonly string[], namespace?: string): Promise<string | undefined> {
  const policies = specs.map(
    (spec, at) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: policy-${at}}\nspec: ${spec}\n`,
  );
  const context = contextWith({ 'k8s/all.yaml': [...PODS, ...policies].join('---\n') });
  const facts = await kubernetes.read(
    { paths: ['k8s/all.yaml'], ...(namespace !== undefined && { options: { namespace } }) },
    context,
  );
  const [from, to] = facts.workloads;
  return from && to && blockOf({ from, to, port: 9000 }, facts)?.direction;
}

const OVEN = 'podSelector: {matchLabels: {app: oven}}';
const WEB = 'podSelector: {matchLabels: {app: web}}';

describe('a connection is held up', () => {
  test.each([
    ['by a policy of every pod without rules', ['{podSelector: {}}'], 'Ingress'],
    ['by one with an empty list of rules', [`{${OVEN}, ingress: []}`], 'Ingress'],
    [
      'by one that admits others',
      [`{${OVEN}, ingress: [{from: [{podSelector: {matchLabels: {app: till}}}]}]}`],
      'Ingress',
    ],
    ['by one that admits it on another port', [`{${OVEN}, ingress: [{ports: [{port: 80}]}]}`], 'Ingress'],
    [
      'by one that admits another protocol',
      [`{${OVEN}, ingress: [{ports: [{port: 9000, protocol: UDP}]}]}`],
      'Ingress',
    ],
    ['by a range that ends below', [`{${OVEN}, ingress: [{ports: [{port: 8000, endPort: 8999}]}]}`], 'Ingress'],
    [
      'by one that admits all but it',
      [`{${OVEN}, ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}]}]}`],
      'Ingress',
    ],
    ['on the way out', [`{${WEB}, policyTypes: [Egress]}`], 'Egress'],
    ['on both ways, by one that denies everything', ['{podSelector: {}, policyTypes: [Ingress, Egress]}'], 'both'],
    [
      'by rules for the way out alone',
      [`{${WEB}, egress: [{to: [{podSelector: {matchLabels: {app: till}}}]}]}`],
      'Egress',
    ],
    [
      'by several that all admit others',
      ['{podSelector: {}}', `{${OVEN}, ingress: [{from: [{podSelector: {matchLabels: {app: till}}}]}]}`],
      'Ingress',
    ],
  ])('%s', async (_, specs, direction) => {
    expect(await blocked(specs)).toBe(direction);
    expect(await blocked(specs, 'shop')).toBe(direction);
  });

  test('by one that admits a namespace of another name', async () => {
    const spec = `{${OVEN}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: till}}}]}]}`;

    expect(await blocked([spec], 'shop')).toBe('Ingress');
    expect(await blocked([spec])).toBeUndefined();
  });
});

test.each([
  ['a policy of other pods', ['{podSelector: {matchLabels: {app: till}}}']],
  ['a policy about the way out of the other', [`{${OVEN}, policyTypes: [Egress]}`]],
  ['a rule that says nothing', [`{${OVEN}, ingress: [{}]}`]],
  ['a rule of everyone', [`{${OVEN}, ingress: [{from: []}]}`]],
  ['an empty peer', [`{${OVEN}, ingress: [{from: [{}]}]}`]],
  ['every pod of the namespace', [`{${OVEN}, ingress: [{from: [{podSelector: {}}]}]}`]],
  ['every namespace', [`{${OVEN}, ingress: [{from: [{namespaceSelector: {}}]}]}`]],
  [
    'a namespace by a label of its own',
    [`{${OVEN}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: bread}}}]}]}`],
  ],
  ['addresses', [`{${OVEN}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}`]],
  ['the name of the port', [`{${OVEN}, ingress: [{ports: [{port: http}]}]}`]],
  ['a name of a port that nobody declares', [`{${OVEN}, ingress: [{ports: [{port: web}]}]}`]],
  ['a range of ports', [`{${OVEN}, ingress: [{ports: [{port: 8000, endPort: 9000}]}]}`]],
  [
    'an operator that nobody knows',
    [`{${OVEN}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: Like}]}}]}]}`],
  ],
  ['a second policy that admits it', ['{podSelector: {}}', `{${OVEN}, ingress: [{from: [{${WEB}}]}]}`]],
  [
    'a selector of values',
    [
      '{podSelector: {}}',
      `{${OVEN}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}}]}]}`,
    ],
  ],
])('a connection is not held up by %s', async (_, specs) => {
  expect(await blocked(specs)).toBeUndefined();
  expect(await blocked(specs, 'shop')).toBeUndefined();
});
