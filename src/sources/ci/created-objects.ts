// `kubectl create secret` and `kubectl create configmap`.
import { posix } from 'node:path';
import { normaliseRelativePath } from '../../normalise/path.ts';
import type { ConfigEntry, ConfigObject } from '../../shape/facts.ts';
import { deferred, type Value } from '../../shape/value.ts';
import { parseDotenv } from '../../text/dotenv-syntax.ts';
import type { ShellCommand } from '../../text/shell-commands.ts';
import { isFixed } from './fixed-text.ts';
import { optionsOf } from './options.ts';
import type { Surroundings } from './script-facts.ts';

const TYPES: Readonly<Record<string, { readonly type: string; readonly keys: readonly string[] } | undefined>> = {
  tls: { type: 'kubernetes.io/tls', keys: ['tls.crt', 'tls.key'] },
  'docker-registry': { type: 'kubernetes.io/dockerconfigjson', keys: ['.dockerconfigjson'] },
};

/** The Secret or ConfigMap that a command makes; none for other commands, and for a name that is computed. */
export async function createdObject({ words }: ShellCommand, around: Surroundings): Promise<ConfigObject[]> {
  const { bare, options } = optionsOf(words);
  const create = bare.indexOf('create');
  if (!/^(kubectl|oc|microk8s)$/.test(bare[0] ?? '') || create < 0) return [];
  const kind = kindOf(bare[create + 1]);
  const isTyped = kind === 'Secret';
  const made = isTyped ? TYPES[bare[create + 2] ?? ''] : undefined;
  const name = bare[create + (isTyped ? 3 : 2)];
  if (kind === undefined || name === undefined || !isFixed(name)) return [];
  // `"${options[@]}"`: nobody knows what else it is given.
  const isComputed = bare.slice(bare.indexOf(name) + 1).some((word) => !isFixed(word));
  const namespace = [...options('namespace'), ...options('n')].at(-1);
  const type = made?.type ?? (isTyped ? (options('type')[0] ?? 'Opaque') : undefined);
  const entries = made
    ? made.keys.map((key) => ({ key, value: deferred('from the pipeline'), binary: false, at: around.at }))
    : await entriesOf(kind, options, { ...around, at: placeOf(kind, name, around) });
  return [
    {
      kind,
      name,
      ...(namespace !== undefined && isFixed(namespace) && { namespace }),
      entries: entries?.filter(({ key }) => isFixed(key)) ?? [],
      complete: !isComputed && (entries?.every(({ key }) => isFixed(key)) ?? false),
      producer: `${around.at.path}${around.at.object === undefined ? '' : ` (${around.at.object})`}`,
      ...(type !== undefined && isFixed(type) && { type }),
      immutable: false,
      at: placeOf(kind, name, around),
    },
  ];
}

/** The line of a Secret may hold what is in it. */
function placeOf(kind: 'Secret' | 'ConfigMap', name: string, { at }: Surroundings): Surroundings['at'] {
  return kind === 'Secret' ? { ...at, object: `Secret/${name}` } : at;
}

function kindOf(word: string | undefined): 'Secret' | 'ConfigMap' | undefined {
  return word === 'secret' ? 'Secret' : word === 'configmap' || word === 'cm' ? 'ConfigMap' : undefined;
}

/** The keys by all three ways to give them; undefined when one of them cannot be told. */
async function entriesOf(
  kind: 'Secret' | 'ConfigMap',
  options: (name: string) => readonly string[],
  around: Surroundings,
): Promise<ConfigEntry[] | undefined> {
  const { at } = around;
  const literals = options('from-literal').map((text): ConfigEntry => {
    const [key = '', ...rest] = text.split('=');
    return { key, value: given(kind, { key, text: rest.join('=') }, around), binary: false, at };
  });
  const files = options('from-file').map((text): ConfigEntry | undefined => {
    const [key = '', path] = text.includes('=') ? text.split('=', 2) : [posix.basename(text), text];
    // A folder gives a key for each of its files.
    const isFolder = !text.includes('=') && !/\.\w+$/.test(key);
    return isFolder || path === undefined
      ? undefined
      : { key, value: deferred(`content of ${path}`), binary: false, at };
  });
  const found: (ConfigEntry | undefined)[] = [...literals, ...files];
  for (const file of options('from-env-file')) found.push(...(await entriesOfFile(kind, file, around)));
  const known = found.flatMap((entry) => entry ?? []);
  return known.length === found.length ? known : undefined;
}

/** What the pipeline wrote into the file, else what the repository has there. */
async function entriesOfFile(
  kind: 'Secret' | 'ConfigMap',
  file: string,
  around: Surroundings,
): Promise<(ConfigEntry | undefined)[]> {
  const written = around.written.get(file);
  if (written !== undefined) {
    const lines = written.lines.flatMap(({ text, at }): ConfigEntry[] => {
      const match = /^(?:export\s+)?([A-Za-z_][\w.-]*)=(.*)$/s.exec(text);
      if (match === null) return [];
      const [, key = '', value = ''] = match;
      return [{ key, value: given(kind, { key, text: value }, around), binary: false, at }];
    });
    return written.isComplete ? lines : [...lines, undefined];
  }
  const { folder, context } = around;
  const path = folder === undefined || !isFixed(file) ? undefined : normaliseRelativePath(posix.join(folder, file));
  const content = path === undefined ? undefined : await context.files.read(path);
  if (path === undefined || content?.kind !== 'text') return [undefined];
  return parseDotenv(content.text, 'kubectl').entries.map(({ name, value = '', line, column }) => ({
    key: name,
    value: given(kind, { key: name, text: value }, around),
    binary: false,
    at: { source: around.at.source, path, line, column },
  }));
}

function given(
  kind: 'Secret' | 'ConfigMap',
  { key, text }: { readonly key: string; readonly text: string },
  { context: { secrets } }: Surroundings,
): Value {
  if (!isFixed(text)) return deferred('from the pipeline');
  return kind === 'Secret' && text !== '' ? secrets.hide(text) : secrets.value(key, text);
}
