import type { CodeValue, FileUse } from '../../shape/code-facts.ts';
import { leadingText, startsWithVariable } from './call-values.ts';
import { calleeName, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import { stringText } from './strings.ts';
import type { PyNode } from './syntax.ts';
import { knownStart } from './templates.ts';
import { evaluate } from './values.ts';

/** Files outside the program's folder that it reads or writes: absolute paths, or paths from the environment. */
export function fileUses(reading: Reading): FileUse[] {
  const { module } = reading;
  return module.calls.flatMap((call) => {
    const found = useAt(reading, call);
    if (found === undefined) return [];
    const path = shown(reading, knownStart(evaluate(reading, found.path)));
    return isOutside(path) ? [{ path, mode: found.mode, at: module.originOf(found.path) }] : [];
  });
}

function useAt(reading: Reading, call: PyNode): { path: PyNode; mode: FileUse['mode'] } | undefined {
  const { module } = reading;
  const callee = calleeName(module, call) ?? '';
  const { positional, keywords } = module.argumentsOf(call);
  const first = positional[0] ?? keywords.get('file');
  if (/^(open|io\.open|aiofiles\.open|codecs\.open|gzip\.open)$/.test(callee) && first)
    return { path: first, mode: modeOf(reading, positional[1] ?? keywords.get('mode')) };
  if (/^os\.(makedirs|mkdir|remove|unlink)$/.test(callee) && first) return { path: first, mode: 'write' };
  if (/^(os\.listdir|os\.scandir)$/.test(callee) && first) return { path: first, mode: 'read' };
  if (/^shutil\.(copy|copyfile|copy2|move)$/.test(callee) && positional[1])
    return { path: positional[1], mode: 'write' };
  const method = methodOf(module, call);
  switch (method?.name) {
    case 'read_text':
    case 'read_bytes':
    case 'iterdir':
      return { path: method.object, mode: 'read' };
    case 'write_text':
    case 'write_bytes':
    case 'mkdir':
    case 'touch':
      return { path: method.object, mode: 'write' };
    case 'open':
      return { path: method.object, mode: modeOf(reading, first) };
    default:
      return undefined;
  }
}

function modeOf(reading: Reading, node: PyNode | undefined): FileUse['mode'] {
  const text = node && stringText(node, reading.module.text);
  return text !== undefined && /[wax+]/.test(text) ? 'write' : 'read';
}

/** Devices and the kernel's own files are everywhere. */
function isOutside(path: CodeValue): boolean {
  if (startsWithVariable(path)) return true;
  const text = leadingText(path);
  return text.startsWith('/') && !/^\/(dev|proc|sys)(\/|$)/.test(text) && text !== '/';
}
