// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { replace } from '../edit.ts';
import type { Operator } from '../operator.ts';

/** Input that can not be read, rendered or followed to its end. */
export const sourceOperators: readonly Operator[] = [
  {
    id: 'source/unreadable compose-quote',
    rule: 'source/unreadable',
    level: 'error',
    service: '*',
    subject: 'compose.yaml',
    what: 'a quotation mark is never closed',
    edit: replace('compose.yaml', 'hostname: queue', 'hostname: "queue'),
    onePlace: true,
    breaks: true,
  },
  {
    id: 'source/unreadable compose-twice',
    rule: 'source/unreadable',
    level: 'error',
    service: '*',
    subject: 'compose.yaml',
    what: 'a key stands twice in compose.yaml, which compose refuses',
    edit: replace('compose.yaml', '    hostname: queue\n', '    hostname: queue\n    hostname: rabbit\n'),
    onePlace: true,
    breaks: true,
  },
  {
    id: 'source/unrendered patch-away',
    rule: 'source/unrendered',
    level: 'error',
    service: '*',
    subject: 'k8s/overlays/production/shop/kustomization.yaml',
    what: 'the overlay patches with a file that is not there',
    edit: replace('k8s/overlays/production/shop/kustomization.yaml', 'report-account.yaml', 'report-acount.yaml'),
    onePlace: true,
    breaks: true,
  },
  {
    id: 'source/unrendered base-away',
    rule: 'source/unrendered',
    level: 'error',
    service: '*',
    subject: 'k8s/overlays/production/shop/kustomization.yaml',
    what: 'the overlay builds on a folder that is not there',
    edit: replace('k8s/overlays/production/shop/kustomization.yaml', '../../../base', '../../../basis'),
    onePlace: true,
    breaks: true,
  },
  {
    id: 'source/unresolved computed-name',
    rule: 'source/unresolved',
    level: 'info',
    service: 'web',
    subject: 'dynamic read',
    what: 'the code computes the name of a variable',
    edit: replace(
      'services/web/src/settings.js',
      "  logLevel: process.env.LOG_LEVEL || 'info',\n",
      "  logLevel: process.env.LOG_LEVEL || 'info',\n  greeting: process.env[`GREETING_${new Date().getDay()}`] ?? 'Good day',\n",
    ),
    onePlace: true,
    unresolved: true,
  },
];
