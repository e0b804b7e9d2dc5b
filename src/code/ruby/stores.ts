import type { FileUse, StoreUse } from '../../shape/code-facts.ts';
import { beforeGap, codeValue } from '../assembled-text.ts';
import { shown } from '../shown-text.ts';
import { defaultOf } from '../stand-in.ts';
import { fieldOf } from '../syntax.ts';
import { factValue } from './clients.ts';
import type { Reading } from './reading.ts';
import { plainString } from './strings.ts';
import { constantName, type RbCall, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** Buckets that the code names. */
export function storeUses(reading: Reading): StoreUse[] {
  const { file } = reading;
  const add = (system: string, node: RbNode | undefined): StoreUse[] =>
    node && !/^(hash|nil)$/.test(node.type)
      ? [{ kind: 'bucket', name: factValue(reading, node), system, at: file.originOf(node) }]
      : [];
  const isS3 = /\bS3\b|Fog|s3_credentials/.test(file.text);
  const isCloud = /Google::Cloud::Storage/.test(file.text);
  const isAzure = /Azure::Storage/.test(file.text);
  const found = file.calls.flatMap(({ name, args, options, receiver }) => {
    const constant = constantName(receiver) ?? '';
    if (isS3 && /S3::(Bucket|Object)$/.test(constant) && name === 'new')
      return add('s3', args[0] ?? options.get('name') ?? options.get('bucket_name'));
    if (isS3 && name === 'bucket' && receiver) return add('s3', args[0]);
    if (
      isS3 &&
      /Fog|directories/.test(receiver?.text ?? '') &&
      /^(get|new|create)$/.test(name) &&
      /directories$/.test(receiver?.text ?? '')
    )
      return add('s3', options.get('key') ?? args[0]);
    if (isCloud && /^(bucket|create_bucket|find_bucket)$/.test(name)) return add('gcs', args[0]);
    if (isAzure && /(block_blob|create_container|get_blob|list_blobs)/.test(name)) return add('azure-blob', args[0]);
    return isS3 ? add('s3', options.get('bucket')) : [];
  });
  return [...found, ...directories(reading)];
}

/** `config.fog_directory = …` of CarrierWave. */
function directories(reading: Reading): StoreUse[] {
  return reading.file.nodes.flatMap((node): StoreUse[] => {
    const target = node.type === 'assignment' ? fieldOf(node, 'left')?.text : undefined;
    const value = fieldOf(node, 'right');
    return target !== undefined && value && /\.(fog_directory|aws_bucket)$/.test(target)
      ? [{ kind: 'bucket', name: factValue(reading, value), system: 's3', at: reading.file.originOf(value) }]
      : [];
  });
}

/** Files outside the program's folder that it reads or writes: absolute paths, or paths from the environment. */
export function fileUses(reading: Reading): FileUse[] {
  return reading.file.calls.flatMap((call) => {
    const found = useAt(call);
    if (found === undefined) return [];
    const text = beforeGap(evaluate(reading, found.path));
    const start = defaultOf(text) ?? '';
    const isVariable = text.parts.length > 0 && typeof text.parts[0] === 'object';
    const isOutside = start.startsWith('/')
      ? !/^\/(dev|proc|sys)(\/|$)/.test(start) && start !== '/'
      : isVariable && start === '';
    return isOutside
      ? [
          {
            path: shown(codeValue(text), reading.context.secrets),
            mode: found.mode,
            at: reading.file.originOf(found.path),
          },
        ]
      : [];
  });
}

function useAt({
  name,
  args,
  receiver,
}: RbCall): { readonly path: RbNode; readonly mode: FileUse['mode'] } | undefined {
  const constant = constantName(receiver);
  const [first, second] = args;
  if (constant === undefined || first === undefined) return undefined;
  if (/^(File|IO|CSV|Zlib::GzipWriter)$/.test(constant)) {
    if (/^(read|readlines|foreach|binread|size)$/.test(name)) return { path: first, mode: 'read' };
    if (/^(write|binwrite|delete|unlink|rename)$/.test(name)) return { path: first, mode: 'write' };
    if (/^(open|new)$/.test(name))
      return { path: first, mode: /[wa+]/.test(plainString(second) ?? '') ? 'write' : 'read' };
  }
  if (constant === 'FileUtils' && /^(mkdir_p|mkdir|touch|rm|rm_f|rm_rf)$/.test(name))
    return { path: first, mode: 'write' };
  if (constant === 'FileUtils' && /^(cp|mv|cp_r|copy|install)$/.test(name) && second)
    return { path: second, mode: 'write' };
  if (constant === 'Dir' && /^(mkdir)$/.test(name)) return { path: first, mode: 'write' };
  if (constant === 'Dir' && /^(glob|children|entries|each_child|foreach)$/.test(name))
    return { path: first, mode: 'read' };
  return /^(YAML|Psych|JSON)$/.test(constant) && /_file$/.test(name) ? { path: first, mode: 'read' } : undefined;
}
