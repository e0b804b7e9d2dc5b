/** A written value within a line: offsets of the whole token, quotes among it. */
export interface Written {
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | '';
}

/**
 * The value that stands at an offset of a line.
 * @param closers characters that end an unquoted value: `,` and brackets within a flow collection
 * @returns undefined for what is no plain line of text: a block, an alias, a template, a collection, nothing
 */
export function writtenAt(line: string, offset: number, closers = ''): Written | undefined {
  const start = offset + (/^\s*/.exec(line.slice(offset))?.[0].length ?? 0);
  const rest = line.slice(start);
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
  if (quoted !== undefined)
    return isTemplate(quoted)
      ? undefined
      : { start, end: start + quoted.length, quote: quoted.startsWith('"') ? '"' : "'" };
  if (rest === '' || /^[|>&*!{[#%@`"']/.test(rest)) return undefined;
  const stop =
    closers === '' ? /\s+#|\s*$/ : new RegExp(String.raw`\s*[${closers.replace(/[\]\\]/g, '\\$&')}]|\s+#|\s*$`);
  const end = start + (stop.exec(rest)?.index ?? rest.length);
  return end === start || isTemplate(line.slice(start, end)) ? undefined : { start, end, quote: '' };
}

/** What is filled in by a program is not ours to replace. */
function isTemplate(text: string): boolean {
  return /\{\{|\$\{/.test(text);
}

/** The text that a written value stands for. */
export function textOf(line: string, { start, end, quote }: Written): string {
  const token = line.slice(start, end);
  if (quote === '') return token;
  const inner = token.slice(1, -1);
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}

/** A value in YAML, in the quotes of what stood there, or in some where plain text would be read as something else. */
export function yamlText(text: string, quote: Written['quote'], old?: string): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  if (quote === '"') return JSON.stringify(text);
  const stays = old !== undefined && isNumber(old) && isNumber(text);
  return stays || isPlainText(text) ? text : JSON.stringify(text);
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** Whether YAML reads it, unquoted, as this very text. */
function isPlainText(text: string): boolean {
  if (!/^[A-Za-z_/.][^\s#]*( [^\s#]+)*$/.test(text)) return false;
  if (/: |:$|^\.+\d|[{}[\],&*|>%`"']/.test(text)) return false;
  return !/^(true|false|yes|no|on|off|null|y|n|\.inf|\.nan)$/i.test(text);
}

/** A value in a dotenv file, in the quotes of what stood there. */
export function dotenvText(text: string, quote: Written['quote']): string | undefined {
  if (/[\n\r]/.test(text)) return undefined;
  if (quote === "'") return text.includes("'") ? undefined : `'${text}'`;
  if (quote === '' && /^[\w./:@%+,=-]*$/.test(text)) return text;
  return /["\\$`]/.test(text) ? undefined : `"${text}"`;
}
