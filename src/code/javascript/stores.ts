import type { StoreUse } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { clientProtocol } from './client-packages.ts';
import { objectBehind } from './endpoint-values.ts';
import { calleeName, callOf, entryOfObject } from './literals.ts';
import type { SourceModule } from './module.ts';
import { importsPackage, packageMember } from './packages.ts';
import type { Evaluate } from './values.ts';

const S3_CALLS =
  /^(\w*(Object|Bucket|Upload)\w*(Command)?|Upload|upload|getSignedUrl\w*|multerS3|createPresignedPost)$/;
const MINIO_METHODS =
  /^(f?putObject|f?getObject|removeObject|statObject|presigned\w+|bucketExists|makeBucket|listObjects(V2)?|copyObject)$/;
const MINIO = /^minio$/;
const GOOGLE_STORAGE = /^(@google-cloud\/storage|firebase-admin)/;
const AZURE_BLOBS = /^@azure\/storage-blob$/;
const MONGO = /^(mongodb|mongoose)$/;

/** Buckets and databases that a file names. */
export function readStores(module: SourceModule, evaluate: Evaluate): StoreUse[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const name = calleeName(call?.callee ?? node) ?? '';
    if (!call) return [];
    return [...buckets(call, name, module), ...databases(call, name, module)].flatMap(({ at, kind, system }) => {
      const value = evaluate(at);
      return value.kind === 'computed' ? [] : [{ kind, name: value, system, at: module.originOf(at) }];
    });
  });
}

type Call = NonNullable<ReturnType<typeof callOf>>;
type Found = { readonly at: Syntax; readonly kind: StoreUse['kind']; readonly system: string };

function buckets({ callee, args }: Call, name: string, module: SourceModule): Found[] {
  const bucket = (at: Syntax | undefined, system: string): Found[] => (at ? [{ at, kind: 'bucket', system }] : []);
  if (S3_CALLS.test(name)) {
    const options = args.map((arg) => objectBehind(arg, module));
    const entries = options.flatMap((object) => [
      entryOfObject(object, 'Bucket'),
      entryOfObject(entryOfObject(object, 'params'), 'Bucket'),
      name === 'multerS3' ? entryOfObject(object, 'bucket') : undefined,
    ]);
    const first = entries.find((entry) => entry);
    if (first) return bucket(first, 's3');
  }
  if (!fieldOf(callee, 'object')) return [];
  if (MINIO_METHODS.test(name) && importsPackage(module, MINIO)) return bucket(args[0], 's3');
  if (name === 'bucket' && importsPackage(module, GOOGLE_STORAGE)) return bucket(args[0], 'gcs');
  if (name === 'getContainerClient' && importsPackage(module, AZURE_BLOBS)) return bucket(args[0], 'azure-blob');
  return [];
}

function databases({ callee, args }: Call, name: string, module: SourceModule): Found[] {
  const [first, second] = args;
  if (!first) return [];
  const isMongo = name === 'db' && fieldOf(callee, 'object') !== undefined && importsPackage(module, MONGO);
  if (isMongo) return [{ at: first, kind: 'database', system: 'mongodb' }];
  const member = packageMember(callee, module);
  const system = member && clientProtocol(member, first, second);
  if (!system || !/^(postgres|mysql|mongodb|sqlserver|sql)$/.test(system)) return [];
  for (const arg of args) {
    const options = objectBehind(arg, module);
    const nested = entryOfObject(options, 'connection');
    const inner = nested && objectBehind(nested, module);
    const at = [options, inner]
      .flatMap((object) => ['database', 'dbName'].map((key) => entryOfObject(object, key)))
      .find((entry) => entry);
    if (at) return [{ at, kind: 'database', system }];
  }
  return [];
}
