import type { StoreUse } from '../../shape/code-facts.ts';
import type { GoCall } from './call.ts';
import { fieldOf, importsAny, isEmpty, literalsOf, placedTexts } from './facts.ts';
import type { GoReader } from './reader.ts';
import { codeValue } from './text.ts';
import type { GoNode } from './tree.ts';

type Kind = Pick<StoreUse, 'kind' | 'system'>;

interface StoreRow extends Kind {
  readonly method: RegExp;
  readonly imports: RegExp;
  readonly argument: number;
}

const ROWS: readonly StoreRow[] = [
  { method: /^Database$/, imports: /mongo-driver|qmgo/, kind: 'database', system: 'mongodb', argument: 0 },
  { method: /^DB$/, imports: /mgo/, kind: 'database', system: 'mongodb', argument: 0 },
  { method: /^(NewDatabase|NewContainer)$/, imports: /azcosmos/, kind: 'database', system: 'cosmos', argument: 0 },
  { method: /^Bucket$/, imports: /cloud\.google\.com\/go\/storage/, kind: 'bucket', system: 'gcs', argument: 0 },
  {
    method:
      /^(PutObject|FPutObject|GetObject|FGetObject|StatObject|RemoveObject|ListObjects|PresignedGetObject|PresignedPutObject|MakeBucket|BucketExists)$/,
    imports: /minio-go/,
    kind: 'bucket',
    system: 's3',
    argument: 1,
  },
  { method: /^NewContainerClient$/, imports: /azblob/, kind: 'bucket', system: 'azure', argument: 0 },
];

const FIELDS: readonly (Kind & { readonly type: RegExp; readonly field: string })[] = [
  { type: /^(s3|s3manager)\.\w*Input$/, field: 'Bucket', kind: 'bucket', system: 's3' },
  { type: /^mysql\.Config$/, field: 'DBName', kind: 'database', system: 'mysql' },
  { type: /^pg\.Options$/, field: 'Database', kind: 'database', system: 'postgres' },
];

/** Buckets and databases that the code names. */
export function storeUses(reader: GoReader): StoreUse[] {
  const byCall = reader.file.calls.flatMap((call) => rowsOf(call, reader));
  const byField = literalsOf(reader).flatMap(({ type, node }) =>
    FIELDS.filter((row) => row.type.test(type)).flatMap((row) => {
      const value = fieldOf(node, row.field);
      return value ? usesOf(value, row, reader) : [];
    }),
  );
  return [...byCall, ...byField];
}

function rowsOf(call: GoCall, reader: GoReader): StoreUse[] {
  if (call.receiver === undefined || call.package !== undefined) return [];
  const row = ROWS.find((each) => each.method.test(call.name) && importsAny(reader, each.imports));
  const name = row && call.args[row.argument];
  return row && name ? usesOf(name, row, reader) : [];
}

function usesOf(node: GoNode, { kind, system }: Kind, reader: GoReader): StoreUse[] {
  return placedTexts(node, reader).flatMap(({ text, at }) =>
    isEmpty(text) ? [] : [{ kind, name: codeValue(text), system, at }],
  );
}
