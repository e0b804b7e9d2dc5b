import type { CodeValue, FileUse } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { calleeName, callOf, entryOfObject, pathOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Evaluate } from './values.ts';

const FILE_PACKAGES = /^(fs|fs\/promises|fs-extra|graceful-fs)$/;
const READERS =
  /^(readFile|createReadStream|readdir|opendir|exists|access|stat|lstat|readJson|readlink|watch|watchFile)(Sync)?$/;
const WRITERS =
  /^(writeFile|appendFile|createWriteStream|mkdir|mkdtemp|rm|rmdir|unlink|truncate|outputFile|outputJson|writeJson|ensureDir|ensureFile|emptyDir|remove)(Sync)?$/;
const MOVERS = /^(rename|copyFile|copy|move|cp)(Sync)?$/;
/** Packages whose first argument is a file of their own. */
const FILE_DATABASES = /^(better-sqlite3|sqlite3|node:sqlite|sqlite|level|lowdb|nedb|@libsql\/client)$/;
const PSEUDO_FILES = /^\/(dev|proc|sys)\//;

/** Files outside the program's own that a file reads or writes: by absolute path, or below a folder from a variable. */
export function readFiles(module: SourceModule, evaluate: Evaluate): FileUse[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    if (!call) return [];
    return fileArguments(call, module).flatMap(({ at, mode }) => {
      const path = evaluate(at);
      return isOutside(path) ? [{ path, mode, at: module.originOf(at) }] : [];
    });
  });
}

type Call = NonNullable<ReturnType<typeof callOf>>;
type Found = { readonly at: Syntax; readonly mode: FileUse['mode'] };

function fileArguments({ callee, args }: Call, module: SourceModule): Found[] {
  const [first, second] = args;
  const name = calleeName(callee) ?? '';
  if (!first) return [];
  if (pathOf(callee)?.join('.') === 'Bun.file') return [{ at: first, mode: 'read' }];
  if (/^Deno\.(readTextFile|readFile|open)(Sync)?$/.test(pathOf(callee)?.join('.') ?? ''))
    return [{ at: first, mode: 'read' }];
  if (/^Deno\.(writeTextFile|writeFile|mkdir)(Sync)?$/.test(pathOf(callee)?.join('.') ?? ''))
    return [{ at: first, mode: 'write' }];
  const member = packageMember(callee, module);
  if (!member) return [];
  if (FILE_PACKAGES.test(member.from)) return ofFileSystem(member.name.split('.').pop() ?? name, first, second);
  if (FILE_DATABASES.test(member.from)) return [{ at: first, mode: 'write' }];
  if (member.from === 'multer') {
    const folder = entryOfObject(first, 'dest') ?? entryOfObject(first, 'destination');
    return folder ? [{ at: folder, mode: 'write' }] : [];
  }
  return [];
}

function ofFileSystem(name: string, first: Syntax, second: Syntax | undefined): Found[] {
  if (READERS.test(name)) return [{ at: first, mode: 'read' }];
  if (WRITERS.test(name)) return [{ at: first, mode: 'write' }];
  if (/^open(Sync)?$/.test(name)) {
    const flags = second && fieldOf(second, 'value') === undefined ? second.text : '';
    return [{ at: first, mode: /[wa+]/.test(flags) ? 'write' : 'read' }];
  }
  if (!MOVERS.test(name)) return [];
  return [{ at: first, mode: 'read' }, ...(second ? [{ at: second, mode: 'write' } as const] : [])];
}

function isOutside(path: CodeValue): boolean {
  switch (path.kind) {
    case 'literal':
      return path.text.startsWith('/') && !PSEUDO_FILES.test(path.text);
    case 'variable':
      return path.fallback === undefined || path.fallback.startsWith('/');
    case 'template': {
      const [first] = path.parts;
      return typeof first === 'string' ? first.startsWith('/') : (first?.fallback ?? '/').startsWith('/');
    }
    case 'computed':
      return false;
  }
}
