import type { FileUse, StoreUse } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import { argumentAt, argumentsOf, type CsNode, childOf, createdType, initialised, lastName } from './syntax.ts';
import { type CsText, targetValue } from './text.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

const BLOB = /Azure\.Storage\.Blobs/;

/** Buckets and databases that the code names. */
export function storeUses(reading: Reading): StoreUse[] {
  const { file } = reading;
  const { text } = file;
  const uses: StoreUse[] = [];
  const add = (kind: StoreUse['kind'], system: string, node: CsNode | undefined) => {
    if (node === undefined) return;
    const name = shown(reading, evaluate(reading, node));
    if (name.kind === 'literal' && name.text === '') return;
    uses.push({ kind, name, system, at: file.originOf(node) });
  };
  for (const { name, object, args } of file.calls) {
    const first = args[0]?.value;
    if (name === 'GetDatabase' && /MongoDB|IMongoClient|MongoClient/.test(text)) add('database', 'mongodb', first);
    if (name === 'GetBlobContainerClient') add('bucket', 'azure-blob', first);
    if (name === 'WithBucket' && /Minio/i.test(text)) add('bucket', 's3', first);
    const isGcs =
      /Google\.Cloud\.Storage/.test(text) && /^(Upload|Download|List|Get|Delete)Objects?(Async)?$/.test(name);
    if (isGcs) add('bucket', 'gcs', argumentAt(args, 0, 'bucket'));
    const isS3 = /Amazon\.S3/.test(text) && /S3/i.test(typeOf(file, object)?.name ?? lastName(object) ?? '');
    if (isS3 && /^(Put|Get|Delete|List|Upload|Download)\w*(Async)?$/.test(name) && args.length > 1)
      add('bucket', 's3', stringArgument(first));
  }
  for (const node of file.creations) {
    if (createdType(node) === 'BlobContainerClient' && BLOB.test(text))
      add('bucket', 'azure-blob', argumentAt(argumentsOf(node), 1, 'blobContainerName'));
    if (/Amazon\.S3|S3/.test(text)) add('bucket', 's3', initialised(node).get('BucketName'));
  }
  return uses;
}

/** Requests as objects name their bucket themselves. */
function stringArgument(node: CsNode | undefined): CsNode | undefined {
  return node && !/object_creation/.test(node.type) ? node : undefined;
}

/** Files outside the program's folder that it reads or writes: absolute paths, or paths from the environment. */
export function fileUses(reading: Reading): FileUse[] {
  const { file } = reading;
  const found = [
    ...file.calls.flatMap(({ call, name, args }) => {
      const callee = childOf(call, 'function')?.text ?? '';
      const mode = modeOf(callee, name);
      const path = args[0]?.value;
      return mode && path ? [{ path, mode }] : [];
    }),
    ...file.creations.flatMap((node) => {
      const mode = CREATED.find(([pattern]) => pattern.test(createdType(node) ?? ''))?.[1];
      const path = argumentsOf(node)[0]?.value;
      return mode && path ? [{ path, mode }] : [];
    }),
  ];
  return found.flatMap(({ path, mode }) => {
    const text = evaluate(reading, path);
    if (!isOutside(text)) return [];
    const value = targetValue(text);
    return value.kind === 'computed'
      ? []
      : [
          {
            path: shown(reading, text.slice(0, text.includes(null) ? text.indexOf(null) : undefined)),
            mode,
            at: file.originOf(path),
          },
        ];
  });
}

const CREATED: readonly (readonly [RegExp, FileUse['mode']])[] = [
  [/^(StreamWriter|DirectoryInfo)$/, 'write'],
  [/^(StreamReader|PhysicalFileProvider|X509Certificate2|FileStream)$/, 'read'],
];

function modeOf(callee: string, name: string): FileUse['mode'] | undefined {
  if (/^(System\.IO\.)?File\.(Write|Append|Create|Delete|OpenWrite)/.test(callee)) return 'write';
  if (/^(System\.IO\.)?File\.(Read|Open|OpenRead|OpenText|Exists)/.test(callee)) return 'read';
  if (/^(System\.IO\.)?Directory\.CreateDirectory$/.test(callee)) return 'write';
  if (/^(System\.IO\.)?Directory\.(GetFiles|EnumerateFiles|Exists)$/.test(callee)) return 'read';
  return /^(AddJsonFile|AddKeyPerFile|AddIniFile|AddXmlFile|AddYamlFile)$/.test(name) ? 'read' : undefined;
}

/** Devices and the kernel's own files are everywhere. */
function isOutside(text: CsText): boolean {
  const [first] = text;
  if (typeof first !== 'string') return typeof first === 'object' && first !== null;
  return /^\/[^/]/.test(first) && !/^\/(dev|proc|sys)(\/|$)/.test(first);
}
