import type { ExportedBinding } from '../language.ts';
import { calleeName } from './names.ts';
import type { Reading } from './reading.ts';
import { childOf, type PyNode } from './syntax.ts';
import { type PyValue, settled } from './templates.ts';
import { evaluate } from './values.ts';

/** Names that other files may import: constants, attributes of classes, fields of settings objects. */
export function exportedBindings(reading: Reading): ExportedBinding[] {
  const { module } = reading;
  const found = new Map<string, ExportedBinding>();
  const add = (name: string, value: PyValue) => {
    if (value.kind !== 'computed' && !found.has(name))
      found.set(name, { name, path: module.path, value: settled(value) });
  };
  for (const [name, assignments] of module.assignments) {
    const only = assignments.length === 1 ? assignments[0] : undefined;
    if (only === undefined || !/^\w+$/.test(name)) continue;
    if (only.scope === module.root) {
      if (isWorthExporting(reading, name, only.value)) add(name, evaluate(reading, only.value));
      if (only.value.type === 'call') addInstance(reading, name, only.value, add);
    } else if (only.scope.type === 'class_definition') {
      const owner = childOf(only.scope, 'name');
      if (
        owner &&
        isWorthExporting(reading, name, only.value) &&
        isSettingsLike(reading, module.textOf(owner), only.value)
      )
        add(`${module.textOf(owner)}.${name}`, evaluate(reading, only.value));
    }
  }
  for (const [owner, fields] of reading.fields) for (const [field, value] of fields) add(`${owner}.${field}`, value);
  // `get_settings()` that returns `Settings()`.
  for (const name of module.functions.keys()) {
    const made = returnedClass(reading, name);
    for (const [field, value] of (made && reading.fields.get(made)) || []) add(`${name}.${field}`, value);
  }
  return [...found.values()];
}

/** `settings = Settings()`: its attributes are those of the class. */
function addInstance(reading: Reading, name: string, call: PyNode, add: (name: string, value: PyValue) => void): void {
  const { module } = reading;
  const maker = calleeName(module, call) ?? '';
  // `get_settings()` that returns `Settings()`.
  const made = module.classes.has(maker) ? maker : returnedClass(reading, maker);
  const definition = made === undefined ? undefined : module.classes.get(made);
  if (made === undefined || definition === undefined) return;
  for (const [field, value] of reading.fields.get(made) ?? []) add(`${name}.${field}`, value);
  for (const [field, assignments] of module.assignments) {
    const own = assignments.filter(
      ({ target, scope }) =>
        scope === definition ||
        (field.startsWith('self.') && target.start > definition.start && target.end < definition.end),
    );
    if (own.length === 1 && own[0] && isWorthExporting(reading, field, own[0].value))
      add(`${name}.${field.replace(/^self\./, '')}`, evaluate(reading, own[0].value));
  }
}

function returnedClass(reading: Reading, name: string): string | undefined {
  const { module } = reading;
  const body = module.functions.get(name)?.[0];
  const call =
    body &&
    module.calls.find(
      (item) => item.parent?.type === 'return_statement' && item.start > body.start && item.end <= body.end,
    );
  return call && calleeName(module, call);
}

/** Constants by their spelling that can name something, and whatever reads a variable: every export is work for all files. */
function isWorthExporting(reading: Reading, name: string, value: PyNode): boolean {
  if (value.type === 'integer' || (value.type === 'string' && value.children.length === 0)) {
    const text = reading.module.textOf(value);
    return /^(self\.)?_?[A-Z][A-Z0-9_]*$/.test(name) && text.length < 200 && !/\s/.test(text);
  }
  if (value.type === 'concatenated_string') return false;
  return /^(string|call|subscript|attribute|boolean_operator|binary_operator|conditional_expression|identifier)$/.test(
    value.type,
  );
}

/** Attributes of models and enumerations are data; those of settings are what other files use. */
function isSettingsLike(reading: Reading, owner: string, value: PyNode): boolean {
  return /conf|settings|const|env|queue|topic|broker/i.test(owner) || evaluate(reading, value).kind !== 'literal';
}
