import { nearest } from '../text/nearest.ts';
import type { DocumentPath } from './plain-tree.ts';

/** The part of an ajv error that is used here. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface SchemaProblem {
  readonly path: DocumentPath;
  /** What was found there and what was expected. */
  readonly message: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a map',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

/**
 * Says what the validator found in the words of the person who wrote the file. Never quotes a value.
 *
 * @param keysAt the keys that the schema allows in the map at a path
 */
export function schemaProblem(
  error: SchemaError,
  value: unknown,
  keysAt: (path: DocumentPath) => readonly string[],
): SchemaProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = path.length === 0 ? 'the file' : path.join('.');
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      return {
        path: [...path, key],
        message: `unknown key ${[...path, key].join('.')}; ${hintFor(key, keysAt(path))}`,
      };
    }
    case 'required':
      return { path, message: `${name} lacks the key ${String(error.params.missingProperty)}` };
    case 'type':
      return { path, message: `${name} is ${kindOf(value)}; expected ${typesOf(error.params.type)}` };
    case 'enum': {
      const allowed = Array.isArray(error.params.allowedValues) ? error.params.allowedValues.map(String) : [];
      return { path, message: `${name} has a value that is not allowed; ${hintFor(String(value), allowed)}` };
    }
    case 'pattern':
      return { path, message: `${name} does not have the form ${formOf(String(error.params.pattern))}` };
    case 'minimum':
      return { path, message: `${name} is below ${String(error.params.limit)}` };
    default:
      return { path, message: `${name} needs exactly one key` };
  }
}

function hintFor(word: string, allowed: readonly string[]): string {
  const near = nearest(word, allowed);
  const list = allowed.join(', ');
  if (near !== undefined) return `did you mean ${near}? (allowed: ${list})`;
  return allowed.length === 1 ? `expected ${list}` : `expected one of ${list}`;
}

function typesOf(types: unknown): string {
  const names = (Array.isArray(types) ? types : String(types).split(',')).map(
    (type) => KINDS[String(type)] ?? String(type),
  );
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? '');
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? 'something else';
}

function formOf(pattern: string): string {
  if (pattern.includes('ms|s|m|h|d')) return '90s, 15m, 2h or 7d';
  return pattern.includes('{4}') ? '2027-01-31' : '20%';
}
