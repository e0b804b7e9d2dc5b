import type { PythonModule } from './module.ts';
import { qualifiedName } from './names.ts';
import { stringText } from './strings.ts';
import { childOf, type PyNode } from './syntax.ts';

export interface SettingsConfig {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly caseSensitive: boolean;
}

export const NO_CONFIG: SettingsConfig = { prefix: '', delimiter: undefined, caseSensitive: false };

/** Whether a class is a pydantic settings class, directly or by bases of this file; and of which version. */
export function settingsVersion(module: PythonModule, definition: PyNode, depth = 0): 1 | 2 | undefined {
  if (depth > 8) return undefined;
  for (const base of basesOf(module, definition)) {
    const name = qualifiedName(module, base) ?? '';
    if (/^pydantic_settings\.(main\.)?BaseSettings$/.test(name)) return 2;
    if (/^pydantic(\.v1|\.env_settings)?\.BaseSettings$/.test(name)) return 1;
    const local = module.classes.get(name);
    const version = local && local !== definition ? settingsVersion(module, local, depth + 1) : undefined;
    if (version) return version;
  }
  return undefined;
}

export function basesOf(module: PythonModule, definition: PyNode): readonly PyNode[] {
  return module.argumentsOf(definition).positional;
}

/** The class and its bases in this file, the bases first. */
export function lineageOf(module: PythonModule, definition: PyNode, depth = 0): PyNode[] {
  if (depth > 8) return [];
  const bases = basesOf(module, definition).flatMap((base) => {
    const local = module.classes.get(module.textOf(base));
    return local && local !== definition ? lineageOf(module, local, depth + 1) : [];
  });
  return [...bases, definition];
}

/** Prefix and case of a settings class: `model_config`, `class Config`, or keywords of the class itself. */
export function settingsConfig(module: PythonModule, lineage: readonly PyNode[]): SettingsConfig {
  let config = NO_CONFIG;
  for (const definition of lineage) {
    const entries = configEntries(module, definition);
    const text = (key: string) => {
      const node = entries.get(key);
      return node && stringText(node, module.text);
    };
    const sensitive = entries.get('case_sensitive');
    config = {
      prefix: text('env_prefix') ?? config.prefix,
      delimiter: text('env_nested_delimiter') ?? config.delimiter,
      caseSensitive: sensitive ? module.textOf(sensitive) === 'True' : config.caseSensitive,
    };
  }
  return config;
}

export function configEntries(module: PythonModule, definition: PyNode): Map<string, PyNode> {
  const entries = new Map(module.argumentsOf(definition).keywords);
  for (const statement of childOf(definition, 'body')?.children ?? []) {
    if (statement.type === 'class_definition' && module.textOf(childOf(statement, 'name') ?? statement) === 'Config') {
      for (const [key, value] of assignmentsIn(module, statement)) entries.set(key, value);
    }
  }
  const written = assignmentsIn(module, definition).get('model_config');
  if (written?.type === 'call')
    for (const [key, value] of module.argumentsOf(written).keywords) entries.set(key, value);
  for (const pair of written?.type === 'dictionary' ? written.children : []) {
    const key = childOf(pair, 'key');
    const value = childOf(pair, 'value');
    const name = key && stringText(key, module.text);
    if (name !== undefined && value) entries.set(name, value);
  }
  return entries;
}

function assignmentsIn(module: PythonModule, definition: PyNode): Map<string, PyNode> {
  const found = new Map<string, PyNode>();
  for (const statement of childOf(definition, 'body')?.children ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const left = childOf(assignment, 'left');
    const right = childOf(assignment, 'right');
    if (left && right) found.set(module.textOf(left), right);
  }
  return found;
}
