import { normaliseMountPath } from '../../normalise/path.ts';
import type { Mount, MountSource } from '../../shape/workload.ts';
import {
  type ComposeMap,
  type ComposeNode,
  type ComposeScalar,
  get,
  isTrue,
  itemsOf,
  scalarOf,
  textOf,
} from './node.ts';
import { belowRoot } from './paths.ts';
import { at, leaveOpen, refuse, type ServiceInput } from './service-input.ts';
import { isHostPath, splitVolume } from './volume-syntax.ts';

const HINT = 'write "source:/path/in/the/container", or a map with `type`, `source` and `target`';

/** `volumes` in both forms, and `tmpfs`. */
export function readVolumes(input: ServiceInput): Mount[] {
  const mounts = itemsOf(get(input.service, 'volumes')).flatMap((item, index) => {
    const mount = item.kind === 'scalar' ? shortMount(item, input) : item.kind === 'map' ? longMount(item, input) : [];
    const attribute = `volumes[${index}]`;
    if (mount.length === 0) refuse(input, item, { attribute, isNot: 'a volume', hint: HINT });
    return mount.filter((each) => {
      if (!each.path.includes('${')) return true;
      leaveOpen(input, item, { attribute, hint: 'give the variable a default, or set it in .env' });
      return false;
    });
  });
  return [...mounts, ...itemsOf(get(input.service, 'tmpfs')).flatMap((item) => tmpfsMount(item, input))];
}

function shortMount(item: ComposeScalar, input: ServiceInput): Mount[] {
  const short = splitVolume(item.text);
  if (short === undefined) return [];
  return [
    {
      path: normaliseMountPath(short.target),
      source: sourceOf(short.source, item),
      readOnly: short.options.includes('ro'),
      at: at(input, item),
    },
  ];
}

function sourceOf(source: string | undefined, item: ComposeNode): MountSource {
  if (source === undefined) return { kind: 'ephemeral', memory: false };
  // A shell's PWD is where Compose is called, which is the project's folder.
  const path = source.replace(/^\$\{PWD\}(?=\/|$)/, '.');
  if (isHostPath(path)) return hostSource(path, item);
  if (path.startsWith('${')) return openSource(path);
  return { kind: 'persistent', name: path, via: 'volume' };
}

/** `${DATA}/db` can only be a path; `${DATA}` alone may as well be the name of a volume. */
function openSource(source: string): MountSource {
  return source.includes('/') ? { kind: 'host', path: source } : { kind: 'other', what: 'a source from the shell' };
}

function hostSource(path: string, item: ComposeNode): MountSource {
  const local = belowRoot(item.scope.folder, path);
  return { kind: 'host', path, ...(local !== undefined && { local }) };
}

function longMount(item: ComposeMap, input: ServiceInput): Mount[] {
  const target = scalarOf(item, 'target');
  if (target === undefined) return [];
  const subPath = textOf(item, 'volume', 'subpath');
  return [
    {
      path: normaliseMountPath(target.text),
      source: longSource(item),
      ...(subPath !== undefined && { subPath }),
      readOnly: isTrue(get(item, 'read_only')),
      at: at(input, target),
    },
  ];
}

function longSource(item: ComposeMap): MountSource {
  const source = textOf(item, 'source');
  const type = textOf(item, 'type') ?? 'volume';
  switch (type) {
    case 'tmpfs':
      return { kind: 'ephemeral', memory: true };
    case 'bind': {
      const path = (source ?? '').replace(/^\$\{PWD\}(?=\/|$)/, '.');
      return path.startsWith('${') ? { kind: 'host', path } : hostSource(path, item);
    }
    case 'volume':
      if (source === undefined) return { kind: 'ephemeral', memory: false };
      return source.startsWith('${') ? openSource(source) : { kind: 'persistent', name: source, via: 'volume' };
    default:
      return { kind: 'other', what: type };
  }
}

function tmpfsMount(item: ComposeNode, input: ServiceInput): Mount[] {
  if (item.kind !== 'scalar') return [];
  const [path = '', options = ''] = item.text.split(':');
  if (path === '') return [];
  const readOnly = options.split(',').includes('ro');
  return [
    { path: normaliseMountPath(path), source: { kind: 'ephemeral', memory: true }, readOnly, at: at(input, item) },
  ];
}
