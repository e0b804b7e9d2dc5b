import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { elementsOf, fieldOf, importsAny, literalsOf } from './facts.ts';
import { stringIn } from './literal.ts';
import type { GoReader } from './reader.ts';
import type { TaggedSetting } from './tagged-variable.ts';
import { bare, type GoNode } from './tree.ts';

/** Flags of urfave/cli that take their value from the environment, with all names that serve. */
export function flagSettings(reader: GoReader): TaggedSetting[] {
  if (!importsAny(reader, /urfave\/cli/)) return [];
  return literalsOf(reader).flatMap(({ type, node }) => {
    const kind = /(?:^|\.)(\w+)Flag$/.exec(type)?.[1];
    const names = kind === undefined ? [] : namesOf(node, reader);
    const [first, ...others] = names;
    if (kind === undefined || first === undefined) return [];
    const value = fieldOf(node, 'Value') ?? fieldOf(node, 'DefaultText');
    const fallback =
      value && (stringIn(value) ?? (/^(int_literal|true|false)$/.test(value.type) ? value.text : undefined));
    return [
      {
        struct: 'cli.Flag',
        field: `flag ${stringIn(fieldOf(node, 'Name')) ?? ''}`,
        name: textIn(first),
        at: { node: first, offset: 0 },
        ...(value &&
          fallback !== undefined &&
          fallback !== '' && { fallback: { text: fallback, offset: value.start - first.start } }),
        required: false,
        alternatives: others.map(textIn),
        type: TYPES[kind] ?? 'unknown',
        via: 'urfave/cli',
      } satisfies TaggedSetting,
    ];
  });
}

const TYPES: Readonly<Record<string, EnvironmentRead['type']>> = {
  String: 'string',
  Int: 'integer',
  Int64: 'integer',
  Uint: 'integer',
  Bool: 'boolean',
  Duration: 'duration',
  Float64: 'number',
  StringSlice: 'list',
};

function textIn(node: GoNode): string {
  return stringIn(node) ?? '';
}

function namesOf(flag: GoNode, reader: GoReader): GoNode[] {
  const list = fieldOf(flag, 'EnvVars');
  const sources = fieldOf(flag, 'Sources');
  const call = sources && reader.file.callAt.get(sources);
  const single = fieldOf(flag, 'EnvVar');
  const nodes = list ? elementsOf(list, reader) : call?.name === 'EnvVars' ? call.args : single ? [single] : [];
  return nodes.map(bare).filter((node) => stringIn(node) !== undefined);
}
