import type { FileUse, StoreUse } from '../../shape/code-facts.ts';
import { codeValue, hasVariable } from '../assembled-text.ts';
import type { CallSite } from './call.ts';
import { mentions, placedTexts, shownText } from './facts.ts';
import type { RustReader } from './reader.ts';
import { isEmpty } from './text.ts';

interface StoreRow extends Pick<StoreUse, 'kind' | 'system'> {
  readonly callee: RegExp;
  readonly beside: RegExp;
  readonly argument: number;
}

const ROWS: readonly StoreRow[] = [
  { callee: /^\.database$/, beside: /\bmongodb\b/, kind: 'database', system: 'mongodb', argument: 0 },
  { callee: /^\.bucket$/, beside: /aws_sdk_s3|\bs3::/, kind: 'bucket', system: 's3', argument: 0 },
  { callee: /(^|::)Bucket::(new|create)$/, beside: /\bs3::/, kind: 'bucket', system: 's3', argument: 0 },
  { callee: /^\.with_bucket_name$/, beside: /AmazonS3Builder/, kind: 'bucket', system: 's3', argument: 0 },
  { callee: /^\.with_bucket_name$/, beside: /GoogleCloudStorageBuilder/, kind: 'bucket', system: 'gcs', argument: 0 },
  { callee: /^\.with_container_name$/, beside: /MicrosoftAzureBuilder/, kind: 'bucket', system: 'azure', argument: 0 },
];

/** Buckets and databases that the code names. */
export function storeUses(reader: RustReader): StoreUse[] {
  const uses = reader.file.calls.flatMap((call) => {
    const row = ROWS.find(({ callee, beside }) => callee.test(call.callee) && mentions(reader.file, beside));
    const name = row && call.args[row.argument];
    if (row === undefined || name === undefined) return [];
    return placedTexts(name, reader).flatMap(({ text, at }) =>
      isEmpty(text) ? [] : [{ kind: row.kind, name: shownText(text, reader), system: row.system, at }],
    );
  });
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}

const READS =
  /(^|::)((tokio::|std::|async_std::)?fs::(read|read_to_string|read_dir|metadata)|File::open|NamedFile::open(_async)?|ServeDir::new|ServeFile::new)$/;
const WRITES = /(^|::)((tokio::|std::|async_std::)?fs::(write|create_dir|create_dir_all)|File::create)$/;
/** What the kernel or the image's base provides is nobody's to mount. */
const OF_THE_SYSTEM =
  /^\/(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|os-release|passwd|machine-id|ssl\/certs))(\/|$)/;

/** Files outside the program that it reads or writes: by absolute path, or by one that the environment decides. */
export function fileUses(reader: RustReader): FileUse[] {
  return reader.file.calls.flatMap((call) => {
    const mode = modeOf(call);
    const [path] = call.args;
    if (mode === undefined || path === undefined) return [];
    return placedTexts(path, reader).flatMap(({ text, at }) => {
      const value = codeValue(text);
      const isAbsolute = value.kind === 'literal' && value.text.startsWith('/') && !OF_THE_SYSTEM.test(value.text);
      return isAbsolute || (hasVariable(text) && value.kind !== 'computed') ? [{ path: value, mode, at }] : [];
    });
  });
}

function modeOf({ callee }: CallSite): FileUse['mode'] | undefined {
  if (READS.test(callee)) return 'read';
  return WRITES.test(callee) ? 'write' : undefined;
}
