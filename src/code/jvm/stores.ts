import type { FileUse, StoreUse } from '../../shape/code-facts.ts';
import { codeValue, hasVariable, literalOf } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { argumentAt, type JvmCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport, receiverTexts } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';

interface StoreRow extends Pick<StoreUse, 'kind' | 'system'> {
  readonly name: RegExp;
  readonly imports: RegExp;
  readonly receiver?: RegExp;
  readonly argument: number;
}

const ROWS: readonly StoreRow[] = [
  {
    name: /^(bucket|withBucketName)$/,
    imports: /services\.s3|aws\.sdk\.kotlin|minio/,
    kind: 'bucket',
    system: 's3',
    argument: 0,
  },
  {
    name: /^(putObject|getObject|deleteObject|doesObjectExist|generatePresignedUrl|listObjects|listObjectsV2|createBucket)$/,
    imports: /com\.amazonaws\.services\.s3/,
    kind: 'bucket',
    system: 's3',
    argument: 0,
  },
  {
    name: /^(PutObjectRequest|GetObjectRequest|DeleteObjectRequest|ListObjectsV2Request)$/,
    imports: /com\.amazonaws\.services\.s3/,
    kind: 'bucket',
    system: 's3',
    argument: 0,
  },
  {
    name: /^(of|newBuilder)$/,
    imports: /google\.cloud\.storage/,
    receiver: /BlobId|BlobInfo|BucketInfo/,
    kind: 'bucket',
    system: 'gcs',
    argument: 0,
  },
  {
    name: /^(getBlobContainerClient|containerName)$/,
    imports: /azure\.storage/,
    kind: 'bucket',
    system: 'azure',
    argument: 0,
  },
  { name: /^getDatabase$/, imports: /com\.mongodb|litote\.kmongo/, kind: 'database', system: 'mongodb', argument: 0 },
];

/** Buckets and databases that the code names. */
export function storeUses(reader: JvmReader): StoreUse[] {
  return reader.file.calls.flatMap((call) => {
    const row = ROWS.find(
      ({ name, imports, receiver }) =>
        name.test(call.name) &&
        holdsImport(reader.file, imports) &&
        (receiver === undefined || receiverTexts(call, reader).some((text) => receiver.test(text))),
    );
    const node = row && argumentAt(call.args, ['bucket', 'name'], row.argument);
    if (row === undefined || node === undefined) return [];
    const text = evaluate(node, reader);
    // A request that stands elsewhere says nothing here.
    if (literalOf(text) === '' || (codeValue(text).kind === 'computed' && /Object/.test(call.name))) return [];
    const name = shownText(text, reader.context.secrets);
    return [{ kind: row.kind, name, system: row.system, at: reader.file.originOf(node) }];
  });
}

const READS =
  /^(FileInputStream|FileReader|readString|readAllLines|readAllBytes|newBufferedReader|newInputStream|lines|list|walk)$/;
const WRITES =
  /^(FileOutputStream|FileWriter|writeString|write|newBufferedWriter|newOutputStream|createDirectories|createDirectory|createFile)$/;
const OF_THE_SYSTEM =
  /^\/(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|os-release|passwd|machine-id|ssl\/certs))(\/|$)/;

/** Files outside the program: by absolute path, or by one that the environment decides. */
export function fileUses(reader: JvmReader): FileUse[] {
  return reader.file.calls.flatMap((call) => {
    const mode = modeOf(call, reader);
    const [first] = call.args;
    if (mode === undefined || first === undefined) return [];
    const text = evaluate(first.value, reader);
    const value = codeValue(text);
    const isOutside = value.kind === 'literal' && /^\/\w/.test(value.text) && !OF_THE_SYSTEM.test(value.text);
    if (!isOutside && !(hasVariable(text) && value.kind !== 'computed')) return [];
    return [{ path: shownText(text, reader.context.secrets), mode, at: reader.file.originOf(first.value) }];
  });
}

function modeOf(call: JvmCall, { file }: JvmReader): FileUse['mode'] | undefined {
  const isFiles = call.receiver?.text === 'Files';
  const isMade = call.receiver === undefined;
  if (READS.test(call.name) && (isFiles || (isMade && /^File/.test(call.name)))) return 'read';
  if (WRITES.test(call.name) && (isFiles || (isMade && /^File/.test(call.name)))) return 'write';
  if (call.name === 'File' && isMade && holdsFile(file.importTexts)) return fileMode(call);
  return undefined;
}

function holdsFile(imports: readonly string[]): boolean {
  return imports.some((text) => /^java\.io(\.File)?$/.test(text));
}

/** `File("/data/x").readText()`, `new File(dir).mkdirs()`. */
function fileMode({ node }: JvmCall): FileUse['mode'] | undefined {
  const outer = node.parent?.parent?.text.slice(node.text.length, node.text.length + 30) ?? '';
  if (/^\)?\.(readText|readLines|readBytes|inputStream|bufferedReader|forEachLine)\b/.test(outer)) return 'read';
  return /^\)?\.(writeText|appendText|writeBytes|outputStream|mkdirs|mkdir|createNewFile|bufferedWriter)\b/.test(outer)
    ? 'write'
    : undefined;
}
