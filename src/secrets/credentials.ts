import { isSensitiveName, isSensitiveText } from './sensitive.ts';

/** Where a credential stands in a text: from the first character to behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const VALUE = String.raw`"[^"]*"?|'[^']*'?|${'`[^`]*`?'}|[^\s,}\])[{][^\s,}\])]*`;
/** A name and a value; the value counts when the name says that it is a secret. */
const NAMED: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w.-])(?<name>[A-Za-z_][\w.-]*)["']?\s*[:=]\s*(?<value>${VALUE})`, 'dg'),
  /--?(?<name>[A-Za-z][\w-]*)(?:["']\s*,)?\s+(?<value>"[^"]*"?|'[^']*'?|[^\s,}\])-]\S*)/dg,
  new RegExp(
    String.raw`\bname["']?\s*:\s*["']?(?<name>[\w.-]+)["']?\s*,\s*["']?value["']?\s*:\s*(?<value>${VALUE})`,
    'dg',
  ),
  new RegExp(String.raw`\bvalue["']?\s*:\s*(?<value>${VALUE})\s*,\s*["']?name["']?\s*:\s*["']?(?<name>[\w.-]+)`, 'dg'),
  /^\s*(?:ENV|ARG)\s+(?<name>[\w.-]+)\s+(?<value>[^\s=].*)$/dgm,
];
/** What stands there is a credential whatever the names around it are. */
const PLACED: readonly RegExp[] = [
  /:\/\/[^/\s:@]*:(?<value>[^@\s/]+)@/dg,
  /\b(?:Bearer|Basic)\s+(?<value>[^\s"'`,;)]{8,})/dg,
  /(?:^|[\s"'[])(?:-u|--user)(?:=|["']?,?\s*["']?)[\w.-]+:(?<value>[^\s"'@]+)/dg,
];
const TOKEN = /[^\s"'`,;()[\]{}<>=]{8,}/g;
/** `$(NAME)`, `{{ .Values.x }}`, `<password>`, `process.env.NAME`: where a secret will stand, and none itself. */
const REFERENCE =
  /^(\$[A-Za-z_{(]|\{\{|<|%[(s]|process\.env\b|import\.meta\.env\b|os\.(environ|getenv|Getenv)\b|(get)?env\()/;

/** The credentials inside a text that is no secret as a whole: a command line, a settings file, a line of code. */
export function credentialsIn(text: string): Span[] {
  const named = NAMED.flatMap((pattern) => spansOf(text, pattern, isSensitiveName));
  const placed = PLACED.flatMap((pattern) => spansOf(text, pattern, () => true));
  const shaped = [...text.matchAll(TOKEN)]
    .filter(([token]) => isSensitiveText(token))
    .map(({ 0: token, index }) => ({ start: index, end: index + token.length }));
  return joined([...named, ...placed, ...shaped]);
}

function spansOf(text: string, pattern: RegExp, isSecret: (name: string) => boolean): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ groups, indices }) => {
    const [from, to] = indices?.groups?.value ?? [0, 0];
    const raw = text.slice(from, to);
    const start = from + (/^["'`]/.test(raw) ? 1 : 0);
    const end = to - (raw.length > 1 && start > from && raw.endsWith(raw[0] ?? '') ? 1 : 0);
    if (start >= end || REFERENCE.test(text.slice(start, end)) || !isSecret(groups?.name ?? '')) return [];
    return [{ start, end }];
  });
}

/** In order, without overlaps. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** The text with `[secret]` for each credential in it. */
export function withoutCredentials(text: string): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of credentialsIn(text)) {
    shown += `${text.slice(from, start)}[secret]`;
    from = end;
  }
  return shown + text.slice(from);
}
