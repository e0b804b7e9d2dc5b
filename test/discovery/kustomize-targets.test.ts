import { describe, expect, it } from 'vitest';
import { chosenTarget, deployment, kustomization } from './choose-target.ts';

const BASE = {
  'k8s/base/kustomization.yaml': kustomization('web.yaml', 'till.yaml'),
  'k8s/base/web.yaml': deployment('web'),
  'k8s/base/till.yaml': deployment('till'),
};
const SERVICES = ['web', 'till'];

describe('kustomizations', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'the production overlay among several',
      {
        ...BASE,
        'k8s/overlays/dev/kustomization.yaml': kustomization('../../base'),
        'k8s/overlays/prod/kustomization.yaml': kustomization('../../base'),
        'k8s/overlays/staging/kustomization.yaml': kustomization('../../base'),
      },
      'kustomize:k8s/overlays/prod',
    ],
    ['a base that stands alone', BASE, 'kustomize:k8s/base'],
    [
      'an overlay whose base is not where it says, not the base',
      { ...BASE, 'k8s/overlays/prod/kustomization.yaml': kustomization('../../bas') },
      'kustomize:k8s/overlays/prod',
    ],
    [
      'a development overlay whose base is not where it says, not the base',
      { ...BASE, 'k8s/overlays/dev/kustomization.yaml': kustomization('../../bas') },
      'kustomize:k8s/overlays/dev',
    ],
    [
      'an overlay over a folder without a kustomization, not that folder',
      {
        'k8s/base/web.yaml': deployment('web'),
        'k8s/base/till.yaml': deployment('till'),
        'k8s/overlays/prod/kustomization.yaml': kustomization('../../base'),
      },
      'kustomize:k8s/overlays/prod',
    ],
    [
      'an overlay that names a file that is not there',
      { ...BASE, 'k8s/overlays/prod/kustomization.yaml': kustomization('../../base', 'ingress.yaml') },
      'kustomize:k8s/overlays/prod',
    ],
    [
      'the plain one among variants that build on it',
      {
        'kustomize/deployment/kustomization.yml': kustomization('web.yml', 'till.yml'),
        'kustomize/deployment/web.yml': deployment('web'),
        'kustomize/deployment/till.yml': deployment('till'),
        'kustomize/daemonset/kustomization.yml': kustomization('../deployment'),
        'kustomize/statefulset/kustomization.yml': kustomization('../deployment'),
        'training/web.yml': deployment('web'),
        'training/all.yml': [deployment('till'), deployment('web')].join('---\n'),
      },
      'kustomize:kustomize/deployment',
    ],
    [
      'the overlay over a component',
      {
        ...BASE,
        'k8s/components/tls/kustomization.yaml': 'kind: Component\nresources: []\n',
        'k8s/overlays/live/kustomization.yaml': `${kustomization('../../base')}components: [../../components/tls]\n`,
      },
      'kustomize:k8s/overlays/live',
    ],
    [
      'an overlay that takes in something remote besides',
      {
        ...BASE,
        'k8s/overlays/prod/kustomization.yaml': kustomization('../../base', 'github.com/bakery/oven?ref=v1'),
      },
      'kustomize:k8s/overlays/prod',
    ],
  ])('%s', async (_what, tree, expected) => {
    const choice = await chosenTarget(tree, SERVICES);

    expect(choice).toBe(expected);
  });

  it('takes what --env asks for', async () => {
    const tree = {
      ...BASE,
      'k8s/overlays/prod/kustomization.yaml': kustomization('../../base'),
      'k8s/overlays/staging/kustomization.yaml': kustomization('../../base'),
    };

    const choice = await chosenTarget(tree, SERVICES, 'staging');

    expect(choice).toBe('kustomize:k8s/overlays/staging');
  });
});
