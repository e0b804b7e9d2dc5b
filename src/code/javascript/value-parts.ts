import type { CodeValue } from '../../shape/code-facts.ts';

type TemplatePart = Extract<CodeValue, { kind: 'template' }>['parts'][number];

/** Values one behind the other. A computed part keeps what is known around it when that is the start of the text. */
export function templateOf(values: readonly CodeValue[]): CodeValue {
  const parts: TemplatePart[] = [];
  for (const value of values) {
    if (value.kind === 'computed') {
      // `http://cart:8080/items/${id}`: the host is known, the rest of the path does not matter.
      if (!namesHost(parts)) return { kind: 'computed' };
      break;
    }
    for (const part of partsOf(value)) {
      const last = parts[parts.length - 1];
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  const kept = parts.filter((part) => part !== '');
  const [only] = kept;
  if (only === undefined) return { kind: 'literal', text: '' };
  if (kept.length > 1) return { kind: 'template', parts: kept };
  return typeof only === 'string' ? { kind: 'literal', text: only } : variableOf(only);
}

/** A part of a template that is a variable, as a value. */
export function variableOf(part: Exclude<TemplatePart, string>): CodeValue {
  return { kind: 'variable', name: part.variable, ...(part.fallback !== undefined && { fallback: part.fallback }) };
}

function partsOf(value: Exclude<CodeValue, { kind: 'computed' }>): readonly TemplatePart[] {
  switch (value.kind) {
    case 'literal':
      return [value.text];
    case 'variable':
      return [{ variable: value.name, ...(value.fallback !== undefined && { fallback: value.fallback }) }];
    case 'template':
      return value.parts;
  }
}

function namesHost(parts: readonly TemplatePart[]): boolean {
  const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]+[/?]/i.test(text)) return true;
  // `${BASE_URL}/items/${id}`
  return parts.length > 1 && typeof parts[0] !== 'string' && typeof parts[1] === 'string' && parts[1].startsWith('/');
}

/** `value || other`. */
export function withFallback(value: CodeValue, other: CodeValue): CodeValue {
  if (value.kind === 'variable' && value.fallback === undefined && other.kind === 'literal') {
    return { ...value, fallback: other.text };
  }
  // `A || B || 'x'`: the first name stands for the chain.
  if (value.kind === 'variable' && other.kind === 'variable' && value.fallback === undefined) {
    return other.fallback === undefined ? value : { ...value, fallback: other.fallback };
  }
  if (value.kind === 'literal') return value.text === '' ? other : value;
  return value;
}

/** `path.join(process.env.UPLOADS, 'breads')`. A folder of the program itself, or any computed part, makes it unknown. */
export function joinedPath(values: readonly CodeValue[]): CodeValue {
  if (values.some((value) => value.kind === 'computed')) return { kind: 'computed' };
  const slash: CodeValue = { kind: 'literal', text: '/' };
  const joined = templateOf(values.flatMap((value, index) => (index === 0 ? [value] : [slash, value])));
  return joined.kind === 'literal' ? { kind: 'literal', text: joined.text.replace(/\/{2,}/g, '/') } : joined;
}
