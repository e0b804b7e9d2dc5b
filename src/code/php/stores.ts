import type { FileUse, StoreUse } from '../../shape/code-facts.ts';
import { codeValue, hasVariable } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import type { Syntax } from '../syntax.ts';
import { arrayOf } from './arrays.ts';
import { wholeName } from './file.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';
import { bare, entriesOf, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

interface StoreRow extends Pick<StoreUse, 'kind' | 'system'> {
  readonly kindOfCall: PhpCall['kind'];
  readonly name: RegExp;
  readonly beside: RegExp;
  readonly at: number;
}

const ROWS: readonly StoreRow[] = [
  {
    kindOfCall: 'new',
    name: /(^|\\)(AwsS3V3Adapter|AwsS3Adapter|AsyncAwsS3Adapter)$/,
    beside: /./,
    at: 1,
    kind: 'bucket',
    system: 's3',
  },
  { kindOfCall: 'method', name: /^bucket$/, beside: /Cloud\\Storage/, at: 0, kind: 'bucket', system: 'gcs' },
  {
    kindOfCall: 'method',
    name: /^(createBlockBlob|getBlob|deleteBlob|listBlobs|createContainer)$/,
    beside: /AzureOSS|MicrosoftAzure|BlobRestProxy/,
    at: 0,
    kind: 'bucket',
    system: 'azure',
  },
  { kindOfCall: 'method', name: /^selectDatabase$/, beside: /MongoDB/, at: 0, kind: 'database', system: 'mongodb' },
  { kindOfCall: 'method', name: /^selectCollection$/, beside: /MongoDB/, at: 0, kind: 'database', system: 'mongodb' },
];

/** Buckets and databases that the code names. */
export function storeUses(reading: Reading): StoreUse[] {
  const { file } = reading;
  return file.calls.flatMap((call) => {
    const bucket = bucketIn(reading, call);
    if (bucket) return [useOf(reading, bucket, { kind: 'bucket', system: 's3' })];
    const row = ROWS.find(
      ({ kindOfCall, name, beside }) =>
        call.kind === kindOfCall &&
        name.test(kindOfCall === 'new' ? wholeName(file, call.nameNode.text) : call.name) &&
        beside.test(file.text),
    );
    const node = row && call.args[row.at]?.value;
    // One argument of `selectCollection` is a collection of the database that is selected.
    if (row === undefined || node === undefined || (call.name === 'selectCollection' && call.args.length < 2))
      return [];
    return [useOf(reading, node, row)];
  });
}

/** `$s3->putObject(['Bucket' => 'photos', …])` */
function bucketIn(reading: Reading, call: PhpCall): Syntax | undefined {
  if (call.kind !== 'method' || !/Aws\\|S3Client/.test(reading.file.text)) return undefined;
  const nodes = call.args.slice(0, 2).flatMap(({ value }) => arrayOf(reading, value) ?? []);
  return nodes.flatMap((node) => entriesOf(node)).find(({ key }) => stringOf(key) === 'Bucket')?.value;
}

function useOf(reading: Reading, node: Syntax, { kind, system }: Pick<StoreUse, 'kind' | 'system'>): StoreUse {
  const name = shownText(evaluate(reading, node), reading.context.secrets);
  return { kind, name, system, at: reading.file.originOf(bare(node)) };
}

const READS =
  /^(file_get_contents|file|readfile|parse_ini_file|simplexml_load_file|include|require|fopen|SplFileObject)$/;
const WRITES = /^(file_put_contents|mkdir|touch|error_log|fopen|SplFileObject|StreamHandler|RotatingFileHandler)$/;
const OF_THE_SYSTEM =
  /^\/(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|os-release|passwd|machine-id|ssl\/certs))(\/|$)/;

/** Files outside the program: by absolute path, or by one that the environment decides. */
export function fileUses(reading: Reading): FileUse[] {
  return reading.file.calls.flatMap((call) => {
    const mode = call.kind === 'function' || call.kind === 'new' ? modeOf(call) : undefined;
    const node = call.args[call.name === 'error_log' ? 2 : 0]?.value;
    if (mode === undefined || node === undefined) return [];
    const text = evaluate(reading, node);
    const value = codeValue(text);
    const isOutside = value.kind === 'literal' && /^\/\w/.test(value.text) && !OF_THE_SYSTEM.test(value.text);
    const [first] = text.parts;
    const isUrl = typeof first === 'string' && /^\w+:\/\//.test(first);
    if (!isOutside && !(hasVariable(text) && value.kind !== 'computed' && !isUrl)) return [];
    return [{ path: shownText(text, reading.context.secrets), mode, at: reading.file.originOf(bare(node)) }];
  });
}

function modeOf(call: PhpCall): FileUse['mode'] | undefined {
  if (call.name === 'fopen' || call.name === 'SplFileObject') {
    const mode = stringOf(call.args[1]?.value) ?? 'r';
    return /[waxc+]/.test(mode) ? 'write' : 'read';
  }
  if (READS.test(call.name)) return 'read';
  return WRITES.test(call.name) ? 'write' : undefined;
}
