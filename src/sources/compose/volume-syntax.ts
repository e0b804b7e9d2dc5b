export interface ShortVolume {
  readonly source?: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** `[SOURCE:]TARGET[:options]`, where a source may be a Windows drive (`C:\data`) and hold `${NAME}` (N167). */
export function splitVolume(text: string): ShortVolume | undefined {
  const fields = fieldsOf(text);
  const [first, second, third] = fields;
  if (fields.length > 3 || first === undefined || fields.some((field) => field === '')) return undefined;
  if (second === undefined) return { target: first, options: [] };
  return { source: first, target: second, options: third?.split(',') ?? [] };
}

function fieldsOf(text: string): string[] {
  const fields = [''];
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    const last = fields.length - 1;
    const field = fields[last] ?? '';
    if (char === '{' && text[index - 1] === '$') depth += 1;
    if (char === '}' && depth > 0) depth -= 1;
    if (char === ':' && depth === 0 && !/^[A-Za-z]$/.test(field)) fields.push('');
    else fields[last] = field + char;
  }
  return fields;
}

/** Whether a source is a path of the host; anything else names a volume. */
export function isHostPath(source: string): boolean {
  return /^([./~]|\\\\|[A-Za-z]:)/.test(source);
}
