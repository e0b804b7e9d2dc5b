import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { fieldOf } from '../syntax.ts';
import type { Reading } from './reading.ts';
import { plainString } from './strings.ts';
import type { RbNode } from './syntax.ts';

/** `Config.setup { |config| config.use_env = true }`: whatever starts with the prefix stands before the files of settings. */
export function settingsFromEnvironment(reading: Reading): EnvironmentRead[] {
  const { file } = reading;
  if (!/\bConfig\.setup\b/.test(file.text)) return [];
  const set = new Map<string, RbNode>();
  for (const node of file.nodes) {
    const name =
      node.type === 'assignment'
        ? /\.(use_env|env_prefix|env_separator|const_name)$/.exec(fieldOf(node, 'left')?.text ?? '')
        : null;
    const value = fieldOf(node, 'right');
    if (name?.[1] !== undefined && value) set.set(name[1], value);
  }
  const switched = set.get('use_env');
  if (switched === undefined || switched.type === 'false') return [];
  const prefix = plainString(set.get('env_prefix')) ?? plainString(set.get('const_name')) ?? 'Settings';
  const separator = plainString(set.get('env_separator')) ?? '.';
  return [
    {
      name: `${prefix}${separator}`,
      dynamic: true,
      at: file.originOf(switched),
      need: 'optional',
      when: 'start',
      conditional: false,
      alternatives: [],
      buildTime: false,
      type: 'unknown',
      via: 'config',
    },
  ];
}
