import type { FileUse } from '../../shape/code-facts.ts';
import { hasVariable } from '../assembled-text.ts';
import { calleeName, type GoCall } from './call.ts';
import { placedTexts } from './facts.ts';
import type { GoReader } from './reader.ts';
import { codeValue } from './text.ts';

const READS = /^(os|ioutil)\.(Open|ReadFile|ReadDir|DirFS)$|^tls\.LoadX509KeyPair$|^http\.Dir$/;
const WRITES = /^(os|ioutil)\.(Create|WriteFile|MkdirAll|Mkdir|CreateTemp|MkdirTemp)$/;
/** What the kernel or the image's base provides is nobody's to mount. */
const OF_THE_SYSTEM =
  /^\/(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|os-release|passwd|machine-id|ssl\/certs))(\/|$)/;

/** Files outside the program that it reads or writes: by absolute path, or by one that the environment decides. */
export function fileUses(reader: GoReader): FileUse[] {
  return reader.file.calls.flatMap((call) => {
    const mode = modeOf(call);
    const [first, second] = call.args;
    if (mode === undefined || first === undefined) return [];
    const paths = call.name === 'LoadX509KeyPair' && second ? [first, second] : [first];
    return paths.flatMap((path) =>
      placedTexts(path, reader).flatMap(({ text, at }) => {
        const value = codeValue(text);
        const absolute = value.kind === 'literal' && value.text.startsWith('/') && !OF_THE_SYSTEM.test(value.text);
        return absolute || (hasVariable(text) && value.kind !== 'computed') ? [{ path: value, mode, at }] : [];
      }),
    );
  });
}

function modeOf(call: GoCall): FileUse['mode'] | undefined {
  const name = calleeName(call);
  if (READS.test(name)) return 'read';
  if (WRITES.test(name)) return 'write';
  if (name !== 'os.OpenFile') return undefined;
  return /O_(WRONLY|RDWR|CREATE|APPEND)/.test(call.args[1]?.text ?? '') ? 'write' : 'read';
}
