import {
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { FileContent, RepositoryFiles } from './files.ts';
import { takeTurn } from './turn.ts';

/** Larger text is data, not configuration or code. */
const MOST_BYTES = 20 * 1024 * 1024;
const NEVER = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv', '__pycache__']);

/**
 * The files below `root` as they are on disk. Symbolic links are followed only to places inside `root`, and
 * to those outside that were granted.
 *
 * @param root absolute path of the repository, or of any folder
 */
export function workingTree(root: string): RepositoryFiles {
  const realRoot = realpathSync(root);
  let listed: Promise<Listed> | undefined;
  const listOnce = () => {
    listed ??= listFolder(realRoot);
    return listed;
  };
  const allowed = [realRoot];
  return {
    list: async () => (await listOnce()).names,
    ignored: async () => (await listOnce()).ignored,
    read: async (path) => {
      await takeTurn();
      return readInside(realRoot, path, allowed);
    },
    grant: async (path) => {
      const real = realPlace(join(realRoot, path));
      if (real === undefined) return [];
      allowed.push(COMPOSE.test(path) ? dirname(real) : real);
      if (!statSync(real).isDirectory()) return [path];
      return (await listFolder(real)).names.map((file) => `${path}/${file}`);
    },
  };
}

/** A compose file is a project: it names what lies beside it. */
const COMPOSE = /compose[\w.-]*\.ya?ml$/;

function realPlace(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    // What is not there is said by whoever reads it.
    return undefined;
  }
}

function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`);
}

interface Listed {
  readonly names: readonly string[];
  readonly ignored: ReadonlySet<string>;
}

async function listFolder(root: string): Promise<Listed> {
  const { names, ignored } = (await listWithGit(root)) ?? { names: walk(root), ignored: new Set<string>() };
  return { names: [...names].sort(), ignored };
}

/** Ignored files that decide what runs: `.env` is nearly always ignored, and it is the local side. */
const DOTENV = /^\.env(\..+)?$|\.env$/;

/** What git knows or would add and is still there, and the dotenv files beside it that git ignores; undefined where git cannot say. */
async function listWithGit(root: string): Promise<Listed | undefined> {
  if (!isInRepository(root)) return undefined;
  const names = await gitFiles(root);
  // A folder of which git knows nothing is one that it ignores: then it is read from the disk.
  if (names === undefined || names.every((name) => name === '')) return undefined;
  const known = names.filter((name) => name !== '' && !name.split('/').some((part) => NEVER.has(part)));
  const readable = readableNames(root, known);
  const own = new Set(known);
  return { names: readable, ignored: new Set(readable.filter((name) => !own.has(name))) };
}

/**
 * A second call of git, for deleted or ignored files, would walk every folder again; the folders that hold something
 * are enough. A file that was deleted or moved without telling git is not there, and nobody named it.
 */
function readableNames(root: string, known: readonly string[]): string[] {
  const names = new Set(known);
  const closed: string[] = [];
  const there = new Set<string>();
  for (const folder of foldersOf(known)) {
    const entries = readFolder(join(root, folder));
    if (entries === undefined) closed.push(folder);
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      there.add(path);
      if (DOTENV.test(entry.name) && !entry.isDirectory()) names.add(path);
    }
  }
  // What a closed folder holds cannot be looked at: whoever reads it says so.
  return [...names].filter((path) => there.has(path) || closed.some((folder) => isBelow(path, folder)));
}

/** The root may be a folder inside a larger repository; git then lists what lies below it, from there. */
function isInRepository(root: string): boolean {
  for (let at = root; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

async function gitFiles(root: string): Promise<string[] | undefined> {
  const { execFile } = await import('node:child_process');
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  return new Promise((resolve) => {
    execFile('git', args, { cwd: root, maxBuffer: 512 * 1024 * 1024 }, (error, stdout) =>
      resolve(error === null ? stdout.split('\0') : undefined),
    );
  });
}

/** The folders of these files and all above them; '' is the root. */
function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function walk(root: string): string[] {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(join(root, folder)) ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!NEVER.has(entry.name)) folders.push(path);
      } else found.push(path);
    }
  }
  return found;
}

/** The entries of a folder; none when it is gone, undefined when it may not be listed. */
function readFolder(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : undefined;
  }
}

function readInside(root: string, path: string, allowed: readonly string[]): FileContent {
  let file: number | undefined;
  try {
    const real = realpathSync(join(root, path));
    if (!allowed.some((place) => isBelow(real, place))) {
      return unreadable(
        'it leads outside the repository',
        'name it in parity.yaml or on the command line to have it read',
      );
    }
    // Non-blocking, so that a FIFO without a writer cannot hold the run.
    file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (!stat.isFile()) return unreadable('it is not a regular file', 'put a regular file there, or leave it out');
    if (stat.size > MOST_BYTES)
      return unreadable(`it has ${stat.size} bytes, more than ${MOST_BYTES}`, 'split the file, or leave it out');
    return decode(readFileSync(file));
  } catch (error) {
    return failure(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function failure(error: unknown): FileContent {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EACCES' || code === 'EPERM')
    return unreadable('permission denied', 'give the user that runs parity the right to read it');
  if (code === 'ELOOP') return unreadable('its symbolic links form a loop', 'mend the link');
  if (code !== '') return unreadable(`the system answered ${code}`, 'make the file readable');
  throw error;
}

/** UTF-8 text, with or without byte order mark; anything else is not read rather than misread. */
export function decode(bytes: Uint8Array): FileContent {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return unreadable('it is UTF-16', 'save it as UTF-8');
  }
  if (bytes.includes(0)) return unreadable('it holds binary data', 'save it as UTF-8 text');
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { ...unreadable('it is not UTF-8', 'save it as UTF-8'), at: firstBadByte(bytes) };
  }
}

const REPLACEMENT = '\ufffd';

/** Where decoding put a replacement for what is none in the file itself. */
function firstBadByte(bytes: Uint8Array): { line: number; column: number } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let read = 0;
  let from = 0;
  let end = text.indexOf(REPLACEMENT);
  for (; end >= 0; end = text.indexOf(REPLACEMENT, from)) {
    read += encoder.encode(text.slice(from, end)).length;
    from = end + 1;
    if (bytes[read] !== 0xef || bytes[read + 1] !== 0xbf || bytes[read + 2] !== 0xbd) break;
    read += 3;
  }
  const lines = text.slice(0, Math.max(end, 0)).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function unreadable(reason: string, hint: string) {
  return { kind: 'unreadable' as const, reason, hint };
}
