import type { CodeFacts, OutboundCall, QueueUse, StoreUse } from '../../shape/code-facts.ts';
import type { YamlNode } from '../../text/yaml.ts';
import { type AssembledText, codeValue, literalOf } from '../assembled-text.ts';
import { shown } from '../shown-text.ts';
import { defaultOf } from '../stand-in.ts';
import { callTo } from './clients.ts';
import type { Reading } from './reading.ts';
import { nodeAt, originOf, scalarText, type YamlFile } from './yaml-settings.ts';

type YamlFacts = Pick<CodeFacts, 'calls' | 'queues' | 'stores'>;

const NONE: YamlFacts = { calls: [], queues: [], stores: [] };

/** What files of Rails and its libraries name beside the environment. */
export function yamlFacts(reading: Reading, yaml: YamlFile): YamlFacts {
  const name = /(\w+)\.ya?ml(\.erb)?$/.exec(yaml.path)?.[1];
  switch (name) {
    case 'sidekiq':
      return { ...NONE, queues: queuesIn(reading, yaml, { role: 'declare', system: 'sidekiq' }) };
    case 'shoryuken':
      return { ...NONE, queues: queuesIn(reading, yaml, { role: 'consume', system: 'sqs' }) };
    case 'storage':
      return { ...NONE, stores: bucketsIn(reading, yaml) };
    case 'cable':
    case 'redis':
      return { ...NONE, calls: urlsIn(reading, yaml, { key: /^(url|host)$/, protocol: 'redis' }) };
    case 'mongoid':
      return { ...NONE, calls: urlsIn(reading, yaml, { key: /^(uri|hosts)$/, protocol: 'mongodb' }) };
    default:
      return NONE;
  }
}

/** `queues: [critical, [low, 1]]`, and the form with weights as a map. */
function queuesIn(reading: Reading, yaml: YamlFile, use: Pick<QueueUse, 'role' | 'system'>): QueueUse[] {
  const queues = nodeAt(yaml.root, 'queues');
  const add = (node: YamlNode, text: AssembledText): QueueUse => ({
    ...use,
    name: shown(codeValue(text), reading.context.secrets),
    at: originOf(yaml, node),
  });
  if (queues?.kind !== 'list') return [];
  return queues.items.flatMap((item) => {
    const node = item.kind === 'list' ? item.items[0] : item;
    return node?.kind === 'scalar' ? [add(node, scalarText(reading, yaml, node))] : [];
  });
}

const STORES: Readonly<Record<string, readonly [system: string, key: string]>> = {
  S3: ['s3', 'bucket'],
  GCS: ['gcs', 'bucket'],
  AzureStorage: ['azure-blob', 'container'],
};

/** The buckets of ActiveStorage's services. */
function bucketsIn(reading: Reading, yaml: YamlFile): StoreUse[] {
  if (yaml.root?.kind !== 'map') return [];
  return yaml.root.entries.flatMap(({ value }) => {
    const [system, key] = STORES[literalOf(scalarText(reading, yaml, nodeAt(value, 'service'))) ?? ''] ?? [];
    const node = key === undefined ? undefined : nodeAt(value, key);
    if (system === undefined || node === undefined) return [];
    const name = shown(codeValue(scalarText(reading, yaml, node)), reading.context.secrets);
    return [{ kind: 'bucket' as const, name, system, at: originOf(yaml, node) }];
  });
}

/** Addresses under certain keys, outside development and tests. What points at the machine itself is what Rails writes into a new project. */
function urlsIn(
  reading: Reading,
  yaml: YamlFile,
  { key, protocol }: { key: RegExp; protocol: string },
): OutboundCall[] {
  const found: OutboundCall[] = [];
  const walk = (node: YamlNode, name: string): void => {
    if (node.kind === 'map') {
      for (const entry of node.entries) if (!/^:?(development|test)$/.test(entry.key)) walk(entry.value, entry.key);
    } else if (node.kind === 'list') for (const item of node.items) walk(item, name);
    else if (key.test(name.replace(/^:/, ''))) {
      const text = scalarText(reading, yaml, node);
      if (/localhost|127\.0\.0\.1|^$/.test(defaultOf(text) ?? '-')) return;
      found.push(
        ...callTo(reading, text, reading.file.root, { protocol }).map((call) => ({
          ...call,
          at: originOf(yaml, node),
        })),
      );
    }
  };
  if (yaml.root) walk(yaml.root, '');
  return [...new Map(found.map((call) => [`${call.at.line}:${call.at.column}`, call])).values()];
}
