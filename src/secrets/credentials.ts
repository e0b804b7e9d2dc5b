import { commandCredentials } from './command-credentials.ts';
import { isReference } from './reference.ts';
import { isSensitiveName } from './sensitive.ts';
import { isSensitiveText } from './sensitive-text.ts';
import { joined, type Span, valueSpans, withoutSpans } from './span.ts';
import { urlCredentials } from './url-credentials.ts';

const VALUE = String.raw`"(?:[^"\\]|\\.)*"?|'[^']*'?|${'`[^`]*`?'}|(?![[{])(?:(?!["'${'`'}](?:[\s,}\])]|$))[^\s,}\])])+`;
/** A name in front of a value; what it says of the value is judged before the value is looked for. */
const NAME = /(?<![\w.])(?<name>[A-Za-z_][\w.-]*)["']?\s*[:=]\s*/g;
const VALUE_HERE = new RegExp(VALUE, 'y');
/** A name and a value apart from each other; the value counts when the name says that it is a secret. */
const NAMED: readonly RegExp[] = [
  /--?(?<name>[A-Za-z][\w-]*)(?:["']\s*,)?\s+(?<value>"[^"]*"?|'[^']*'?|[^\s,}\])-]\S*)/dg,
  new RegExp(
    String.raw`\bname["']?\s*:\s*["']?(?<name>[\w.-]+)["']?\s*,\s*["']?value["']?\s*:\s*(?<value>${VALUE})`,
    'dg',
  ),
  new RegExp(String.raw`\bvalue["']?\s*:\s*(?<value>${VALUE})\s*,\s*["']?name["']?\s*:\s*["']?(?<name>[\w.-]+)`, 'dg'),
  /^\s*(?:ENV|ARG)\s+(?<name>[\w.-]+)\s+(?<value>[^\s=].*)$/dgm,
  /\b(?<name>[Xx]-[\w-]+)\s+(?<value>"[^"]*"?|'[^']*'?|[^\s;]+)/dg,
];
/** What stands there is a credential whatever the names around it are. */
const PLACED: readonly RegExp[] = [
  /\b(?:Bearer|Basic|ApiKey)(?:\s+|%20)(?<value>[^\s"'`,;)]{8,})/dg,
  /\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:Bearer|Basic|Token|ApiKey|Digest)(?:\s+|%20))?(?!(?:enabled|disabled|true|false|none|required|optional|rbac|webhook|bearer|basic|token|apikey|digest)\b)(?<value>[^\s"'`,;}\])[{]+)/dgi,
  /["']?_?auth["']?\s*[:=]\s*["']?(?<value>(?=[A-Za-z0-9+/]*[A-Z0-9])[A-Za-z0-9+/]{8,}={0,2})(?=["'\s,}]|$)/dg,
  // .netrc, .pgpass and htpasswd.
  /\blogin\s+\S+\s+password\s+(?<value>\S+)/dg,
  /^[^\s:/]+:(?:\d+|\*):[^\s:]*:[^\s:]*:(?<value>\S+)$/dgm,
  /^[\w.@-]+:(?<value>(?:\$(?:apr1|2[aby]|[156])\$|\{SHA\})\S+)/dgm,
];
const TOKEN = /[^\s"'`,;()[\]{}<>=]{8,}/g;
/** The credentials inside a text that is no secret as a whole: a command line, a settings file, a line of code. */
export function credentialsIn(text: string): Span[] {
  const named = NAMED.flatMap((pattern) => valueSpans(text, pattern, ({ name }) => isSensitiveName(name)));
  const placed = PLACED.flatMap((pattern) => valueSpans(text, pattern, () => true));
  const shaped = [...text.matchAll(TOKEN)]
    .filter(([token]) => isSensitiveText(token))
    .map(({ 0: token, index }) => ({ start: index, end: index + token.length }));
  const values = [...assigned(text), ...named, ...placed].flatMap((span) => bare(text, span));
  return joined([...values, ...shaped, ...commandCredentials(text), ...urlCredentials(text)]);
}

/** Names may stand inside of values (`OPTS=-Dtill.password=rye`): each is looked at. */
function assigned(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: whole, index, groups } of text.matchAll(NAME)) {
    if (!isSensitiveName(groups?.name ?? '')) continue;
    VALUE_HERE.lastIndex = index + whole.length;
    const [value] = VALUE_HERE.exec(text) ?? [];
    if (value !== undefined) spans.push({ start: index + whole.length, end: index + whole.length + value.length });
  }
  return spans;
}

/** Without the quotes; of `${NAME:-default}` the default alone; nothing of what only refers to a secret. */
function bare(text: string, { start, end }: Span): Span[] {
  const raw = text.slice(start, end);
  const from = start + (/^["'`]/.test(raw) ? 1 : 0);
  const to = end - (raw.length > 1 && from > start && raw.endsWith(raw[0] ?? '') ? 1 : 0);
  if (from >= to) return [];
  const inner = text.slice(from, to);
  const fallback = /^\$\{\w+:?[-+]/.exec(inner)?.[0];
  if (fallback !== undefined) {
    const close = to - (inner.endsWith('}') ? 1 : 0);
    return from + fallback.length < close ? [{ start: from + fallback.length, end: close }] : [];
  }
  return isReference(inner) ? [] : [{ start: from, end: to }];
}

/** The text with `[secret]` for each credential in it. */
export function withoutCredentials(text: string): string {
  return withoutSpans(text, credentialsIn(text));
}
