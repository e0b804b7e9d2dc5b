import type { EnvironmentRead } from '../shape/code-facts.ts';
import type { Requirement } from './requirement.ts';

/** The read that cannot make of a text what it needs; undefined for an empty text, which is an absence. */
export function misreadBy({ reads }: Requirement, text: string): EnvironmentRead | undefined {
  if (text === '') return undefined;
  // A variable read under several types tells nothing about its text.
  const types = reads.map((read) => read.type).filter((type) => type !== 'string' && type !== 'unknown');
  if (new Set(types).size > 1) return undefined;
  return reads.find((read) => !fitsType(read.type, text, read.values));
}

/** Whether a text is of a type; lenient where languages and libraries differ. */
export function fitsType(type: string, text: string, values?: readonly string[]): boolean {
  const trimmed = text.trim();
  switch (type) {
    case 'integer':
      return /^[+-]?[\d_]+$/.test(trimmed) || /^0x[0-9a-f]+$/i.test(trimmed);
    case 'port':
      return /^:?\d{1,5}$/.test(trimmed) && Number(trimmed.replace(':', '')) < 65_536;
    case 'number':
      return trimmed !== '' && !Number.isNaN(Number(trimmed.replaceAll('_', '')));
    case 'boolean':
      return /^(true|false|yes|no|on|off|y|n|t|f|0|1|enabled|disabled)$/i.test(trimmed);
    case 'url':
      return /^[a-z][a-z0-9+.-]*:/i.test(trimmed);
    case 'host':
      return /^[a-z0-9_.:[\]-]+$/i.test(trimmed) && !trimmed.includes('//');
    case 'path':
      return !/[\0\n]/.test(text);
    case 'duration':
      return /^[+-]?(\d+(\.\d+)?\s*([a-zµ]+)?\s*)+$/i.test(trimmed) || /^P(?=.)/.test(trimmed);
    case 'json':
      return isJson(trimmed);
    case 'enum':
      return (
        values === undefined ||
        values.length === 0 ||
        values.some((value) => value.toLowerCase() === trimmed.toLowerCase())
      );
    default:
      return true;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That is the answer: what stands there is no JSON.
    return false;
  }
}
