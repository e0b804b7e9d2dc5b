const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi;
const FRONT_MATTER = /^\s*---\r?\n([\s\S]*?)\r?\n---/;

/** The script of a Vue or Svelte component, or an Astro page, with blanks for all else: places stay as they are. */
export function scriptOf(path: string, text: string): string {
  if (!/\.(vue|svelte|astro)$/.test(path)) return text;
  const kept: { start: number; end: number }[] = [];
  for (const match of text.matchAll(SCRIPT)) {
    const start = match.index + match[0].indexOf('>') + 1;
    kept.push({ start, end: start + (match[1] ?? '').length });
  }
  const front = path.endsWith('.astro') ? FRONT_MATTER.exec(text) : null;
  if (front) kept.unshift({ start: front[0].indexOf('---') + 3, end: front[0].lastIndexOf('---') });
  let result = '';
  let at = 0;
  for (const { start, end } of kept) {
    if (start < at) continue;
    result += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
