import type { Filling } from './filling.ts';

const MOST_EXPANDED = 4000;

/** `processResources { filesMatching('application.yml') { expand(version: project.version) } }`, in Groovy or Kotlin. */
export function gradleFillings(text: string): Filling[] {
  if (!/processResources|ProcessResources/.test(text)) return [];
  return [...text.matchAll(/\bexpand\b\s*(\(|(?=[\w["]))/g)].flatMap((match): Filling[] => {
    const start = match.index + match[0].length;
    const given = match[1] === '(' ? withinBrackets(text, start) : /^.*/.exec(text.slice(start))?.[0];
    if (given === undefined) return [];
    const files = filesAround(text, match.index);
    return [{ names: namesIn(given), ...(files && { files }) }];
  });
}

/** The text up to the bracket that closes what stands open at a place. */
function withinBrackets(text: string, from: number): string | undefined {
  let depth = 1;
  for (let at = from; at < text.length && at - from < MOST_EXPANDED; at += 1) {
    if (/[([{]/.test(text[at] ?? '')) depth += 1;
    else if (/[)\]}]/.test(text[at] ?? '')) depth -= 1;
    if (depth === 0) return text.slice(from, at);
  }
  return undefined;
}

/** The names of a map that is written out; `all` where some come from elsewhere, as `project.properties`. */
function namesIn(given: string): Filling['names'] {
  const inner = /^\s*(?:mapOf\s*\(|\[)([\s\S]*)[)\]]\s*$/.exec(given)?.[1] ?? given;
  const entries = partsOf(inner).map((part) => /^\s*["']?([\w.-]+)["']?\s*(?::|\bto\b)\s*([\s\S]*)$/.exec(part));
  if (entries.some((entry) => entry === null)) return 'all';
  return entries.flatMap((entry) => {
    const [, name = '', value = ''] = entry ?? [];
    // `DB_URL: '${DB_URL}'` leaves it as it was.
    return new RegExp(`^['"]\\\\?\\$\\{${name.replaceAll('.', '\\.')}\\}['"]\\s*$`).test(value) ? [] : [name];
  });
}

/** Entries apart: commas outside brackets and strings. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (/["']/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth += 1;
    else if (/[)\]}]/.test(sign)) depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== '');
}

/** The files of the `filesMatching` around a place; undefined where there is none, or where it names them in code. */
function filesAround(text: string, place: number): readonly string[] | undefined {
  for (const match of [...text.matchAll(/\bfilesMatching\b\s*\(?([^{}]*?)\)?\s*\{/g)].reverse()) {
    const start = match.index + match[0].length;
    const inner = start <= place ? withinBrackets(text, start) : undefined;
    if (inner === undefined || start + inner.length < place) continue;
    const names = [...(match[1] ?? '').matchAll(/["']([^"'$]+)["']/g)].map(([, name = '']) => name);
    return names.length > 0 ? names : undefined;
  }
  return undefined;
}
