import type { StoreUse } from '../../shape/code-facts.ts';
import { argument } from './call-values.ts';
import { makerOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { factValue } from './shown.ts';
import { childOf, type PyNode } from './syntax.ts';

const MONGO = /(^|\.)(Async)?(MongoClient|IOMotorClient)$|AsyncIOMotorClient$/;
const AWS = /^boto3\.(client|resource)$|\.(client|resource|create_client)$/;

/** Buckets and databases that the code names. */
export function storeUses(reading: Reading): StoreUse[] {
  const { module } = reading;
  const uses: StoreUse[] = [];
  const add = (kind: StoreUse['kind'], system: string, node: PyNode | undefined) => {
    if (node) uses.push({ kind, name: factValue(reading, node), system, at: module.originOf(node) });
  };
  const isAws = /boto/.test(module.text);
  for (const call of module.calls) {
    const method = methodOf(module, call);
    if (isAws) add('bucket', 's3', argument(reading, call, { names: ['Bucket'] }));
    if (method === undefined) continue;
    const maker = makerOf(module, method.object) ?? '';
    const first = module.argumentsOf(call).positional[0];
    if (isAws && AWS.test(maker)) add('bucket', 's3', awsBucket(reading, call, method.name));
    if (/storage(\.\w+)*\.Client$/.test(maker) && /^(bucket|get_bucket|create_bucket|lookup_bucket)$/.test(method.name))
      add('bucket', 'gcs', first ?? argument(reading, call, { names: ['bucket_name'] }));
    if (/(^|\.)Minio$/.test(maker) && /(_object|_bucket|^bucket_exists|_objects)$/.test(method.name))
      add('bucket', 's3', first ?? argument(reading, call, { names: ['bucket_name'] }));
    if (
      /BlobServiceClient/.test(maker) &&
      /^(get_container_client|create_container|get_blob_client)$/.test(method.name)
    )
      add('bucket', 'azure-blob', first ?? argument(reading, call, { names: ['container', 'name'] }));
    if (MONGO.test(maker) && /^(get_database|get_default_database)$/.test(method.name))
      add('database', 'mongodb', first);
  }
  return [...uses, ...mongoDatabases(reading), ...bucketSettings(reading)];
}

function awsBucket(reading: Reading, call: PyNode, method: string): PyNode | undefined {
  const { positional } = reading.module.argumentsOf(call);
  switch (method) {
    case 'Bucket':
    case 'Object':
    case 'download_file':
    case 'download_fileobj':
      return positional[0];
    case 'upload_file':
    case 'upload_fileobj':
      return positional[1];
    default:
      return undefined;
  }
}

/** `client['shop']` on a MongoDB client. */
function mongoDatabases(reading: Reading): StoreUse[] {
  const { module } = reading;
  if (!/mongo|motor/i.test(module.text)) return [];
  return module.nodes.flatMap((node): StoreUse[] => {
    if (node.type !== 'subscript') return [];
    const object = childOf(node, 'value');
    const name = childOf(node, 'subscript');
    if (!object || !name || !MONGO.test(makerOf(module, object) ?? '')) return [];
    return [{ kind: 'database', name: factValue(reading, name), system: 'mongodb', at: module.originOf(name) }];
  });
}

/** django-storages' settings. */
function bucketSettings(reading: Reading): StoreUse[] {
  return (
    [
      ['AWS_STORAGE_BUCKET_NAME', 's3'],
      ['GS_BUCKET_NAME', 'gcs'],
    ] as const
  ).flatMap(([name, system]) =>
    (reading.module.assignments.get(name) ?? []).map(({ value }) => ({
      kind: 'bucket' as const,
      name: factValue(reading, value),
      system,
      at: reading.module.originOf(value),
    })),
  );
}
