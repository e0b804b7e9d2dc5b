// The rules of Docker's own matcher: https://github.com/moby/patternmatcher
import { posix } from 'node:path';

/**
 * Which files of a build context a `.dockerignore` keeps out. The last line that fits decides, a line with `!` lets in
 * again, and what lies in a folder that is kept out is kept out with it.
 *
 * @returns whether a path below the context is kept out
 */
export function dockerignore(text: string): (path: string) => boolean {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const patterns = lines.filter((line) => !line.startsWith('#') && line.trim() !== '').flatMap(patternOf);
  return (path) => {
    const folders = path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
    let isOut = false;
    for (const { regExp, letsIn } of patterns) if (folders.some((folder) => regExp.test(folder))) isOut = !letsIn;
    return isOut;
  };
}

function patternOf(line: string): { regExp: RegExp; letsIn: boolean }[] {
  const trimmed = line.trim();
  const letsIn = trimmed.startsWith('!');
  const written = (letsIn ? trimmed.slice(1) : trimmed).trim();
  const clean = posix.normalize(written).replace(/^\/+|\/+$/g, '');
  if (clean === '' || clean === '.') return [];
  return [{ regExp: globExpression(clean), letsIn }];
}

/** `*` and `?` within one name, `**` over any folders, `[…]` for one character. */
export function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|\?|\[\^?[^\]]+\]|\\.|[.+^${}()|[\]\\]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    if (found === '?') return '[^/]';
    if (found.startsWith('[') && found.length > 2) return found.replaceAll('\\', '\\\\');
    return found.length === 2 ? `\\${found.slice(1)}` : `\\${found}`;
  });
  return safeExpression(`^${source}$`) ?? NOTHING;
}

const NOTHING = /(?!)/;

/** A range that is none (`[z-a]`) fits nothing; Docker refuses it. */
function safeExpression(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}
