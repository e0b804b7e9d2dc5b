import { normaliseMountPath } from '../../normalise/path.ts';
import type { Mount } from '../../shape/workload.ts';
import { type ComposeNode, get, itemsOf, textOf } from './node.ts';
import { at, refuse, type ServiceInput } from './service-input.ts';

/** `configs` and `secrets` of a service: each is one file, at its default place when none is given (N157, N194). */
export function readConfigMounts(input: ServiceInput): Mount[] {
  return [
    ...itemsOf(get(input.service, 'configs')).flatMap((item, index) => {
      return mountOf(item, { input, attribute: `configs[${index}]`, object: 'compose-config', folder: '/' });
    }),
    ...itemsOf(get(input.service, 'secrets')).flatMap((item, index) => {
      return mountOf(item, { input, attribute: `secrets[${index}]`, object: 'compose-secret', folder: '/run/secrets' });
    }),
  ];
}

interface Kind {
  readonly input: ServiceInput;
  readonly attribute: string;
  readonly object: 'compose-config' | 'compose-secret';
  readonly folder: string;
}

function mountOf(item: ComposeNode, { input, attribute, object, folder }: Kind): Mount[] {
  const source = item.kind === 'scalar' ? item.text : textOf(item, 'source');
  if (source === undefined) {
    refuse(input, item, { attribute, isNot: 'a name, or a map with `source`', hint: 'name it under `source`' });
    return [];
  }
  const target = textOf(item, 'target') ?? source;
  const path = normaliseMountPath(target.startsWith('/') ? target : `${folder}/${target}`);
  const from = { kind: 'config', object, objectName: source, optional: false } as const;
  // The mount is the file itself, as a Kubernetes subPath is.
  return [{ path, source: from, subPath: source, readOnly: true, at: at(input, item) }];
}
