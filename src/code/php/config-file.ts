import { codeValue } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { CONFIG_FILE } from './config-values.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';
import { bare, entriesOf } from './syntax.ts';
import { evaluate } from './values.ts';

/** One leaf of a file of config/: `connections.mysql.host`. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: Syntax;
}

/** The array that a file of config/ returns, by dotted keys. */
export function configEntries({ file }: Reading): readonly ConfigEntry[] {
  if (!CONFIG_FILE.test(file.path)) return [];
  const returned = file.root.children.findLast(({ type }) => type === 'return_statement')?.children[0];
  return returned === undefined ? [] : entriesBelow('', returned);
}

function entriesBelow(prefix: string, node: Syntax): ConfigEntry[] {
  const array = bare(node);
  if (array.type !== 'array_creation_expression') return [{ key: prefix, value: node }];
  return entriesOf(array).flatMap(({ key, value }) => {
    const name = stringOf(key);
    return name === undefined ? [] : entriesBelow(prefix === '' ? name : `${prefix}.${name}`, value);
  });
}

/** `config/services.php` gives its entries as `services.…`. */
export function configBindings(reading: Reading): ExportedBinding[] {
  const { path } = reading.file;
  const stem = /(?:^|\/)[cC]onfig\/([\w/-]+)\.php$/.exec(path)?.[1]?.replaceAll('/', '.');
  if (stem === undefined) return [];
  return configEntries(reading).flatMap(({ key, value }) => {
    const text = codeValue(evaluate(reading, value));
    return text.kind === 'computed' || key === '' ? [] : [{ name: `${stem}.${key}`, path, value: text }];
  });
}
