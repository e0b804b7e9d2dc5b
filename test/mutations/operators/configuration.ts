import { all, replace } from '../edit.ts';
import type { Operator } from '../operator.ts';

const WEB = 'k8s/base/web.yaml';
const SESSION_REFERENCE =
  '              valueFrom:\n                secretKeyRef:\n                  name: web-session\n                  key: secret\n';

/** Mistakes with Secrets, ConfigMaps and mounted configuration. */
export const configurationOperators: readonly Operator[] = [
  {
    id: 'secret/missing producer-left-out',
    rule: 'secret/missing',
    level: 'error',
    service: 'web',
    subject: 'web-session',
    what: 'the sealed secret is no longer part of what is applied',
    edit: replace('k8s/overlays/production/secrets/kustomization.yaml', '  - session.yaml\n', ''),
  },
  {
    id: 'secret/missing other-name',
    rule: 'secret/missing',
    level: 'error',
    service: 'orders',
    subject: 'shop-rabbit',
    what: 'the container asks for a Secret by a name that nothing produces',
    edit: replace('k8s/base/orders.yaml', 'name: shop-queue', 'name: shop-rabbit'),
  },
  {
    id: 'secret/key-missing producer-renamed',
    rule: 'secret/key-missing',
    level: 'error',
    service: 'web',
    subject: 'web-session/secret',
    what: 'the sealed secret holds its value under another key',
    edit: replace('k8s/overlays/production/secrets/session.yaml', '    secret: ', '    session: '),
  },
  {
    id: 'secret/literal session',
    rule: 'secret/literal',
    level: 'warning',
    service: 'web',
    subject: 'SESSION_SECRET',
    what: 'the session secret stands in the manifest in plain text',
    edit: replace(WEB, SESSION_REFERENCE, '              value: crumbs-of-rye-1987\n'),
  },
  {
    id: 'secret/in-configmap session',
    rule: 'secret/in-configmap',
    level: 'warning',
    service: 'web',
    subject: 'SESSION_SECRET',
    what: 'the session secret comes from a ConfigMap',
    edit: all(
      replace(WEB, `            - name: SESSION_SECRET\n${SESSION_REFERENCE}`, ''),
      replace(WEB, '          env:\n', ''),
      replace(
        'k8s/base/kustomization.yaml',
        '      - CACHE_SECONDS=60\n',
        '      - CACHE_SECONDS=60\n      - SESSION_SECRET=crumbs-of-rye-1987\n',
      ),
    ),
  },
  {
    id: 'secret/namespace session',
    rule: 'secret/namespace',
    level: 'error',
    service: 'web',
    subject: 'web-session',
    what: 'the Secret is produced in a namespace where the pod does not run',
    edit: replace('k8s/overlays/production/secrets/session.yaml', 'namespace: bakery', 'namespace: bakery-web'),
  },
  {
    id: 'configmap/missing envfrom',
    rule: 'configmap/missing',
    level: 'error',
    service: 'web',
    subject: 'shop-settings',
    what: 'the container imports a ConfigMap that does not exist',
    edit: replace(WEB, 'name: web-settings', 'name: shop-settings'),
  },
  {
    id: 'configmap/missing volume',
    rule: 'configmap/missing',
    level: 'error',
    service: 'web',
    subject: 'closing-hours',
    what: 'a volume holds a ConfigMap that does not exist',
    edit: replace(
      WEB,
      '          configMap:\n            name: opening-hours',
      '          configMap:\n            name: closing-hours',
    ),
  },
  {
    id: 'configmap/key-missing orders',
    rule: 'configmap/key-missing',
    level: 'error',
    service: 'orders',
    subject: 'catalog-settings/MAX_ITEMS',
    what: 'the container asks a ConfigMap for a key that it does not have',
    edit: replace(
      'k8s/base/orders.yaml',
      '              value: "20"\n',
      '              valueFrom:\n                configMapKeyRef:\n                  name: catalog-settings\n                  key: MAX_ITEMS\n',
    ),
  },
  {
    id: 'config/missing opening-hours',
    rule: 'config/missing',
    level: 'error',
    service: 'web',
    subject: '/etc/bakery/opening-hours.json',
    what: 'a file that the program reads is mounted locally and not in production',
    edit: all(
      replace(WEB, '            - name: opening-hours\n              mountPath: /etc/bakery\n', ''),
      replace(WEB, '        - name: opening-hours\n          configMap:\n            name: opening-hours\n', ''),
    ),
  },
];
