import type { CodeValue, EnvironmentRead, OutboundCall } from '../../shape/code-facts.ts';
import type { YamlNode } from '../../text/yaml.ts';
import { codeValue, concat, fixed, literalOf } from '../assembled-text.ts';
import { shown } from '../shown-text.ts';
import { targetValue } from '../stand-in.ts';
import { withStandardPort } from '../standard-ports.ts';
import { protocolOfAdapter } from './clients.ts';
import { MODE_VARIABLES, railsMode, STANDARD_MODE } from './modes.ts';
import type { Reading } from './reading.ts';
import { nodeAt, originOf, scalarText, type YamlFile } from './yaml-settings.ts';

export const DATABASE_FILE = /(^|\/)database\.ya?ml(\.erb)?$/;

/** The servers of config/database.yml: `DATABASE_URL`, else what the section of the mode says. */
export function databaseCalls(reading: Reading, yaml: YamlFile): OutboundCall[] {
  const { root } = yaml;
  if (!DATABASE_FILE.test(yaml.path) || root?.kind !== 'map') return [];
  const sections = root.entries.filter(({ key }) => !/^(default|shared|common|base|test|\.)/.test(key));
  const names = [...new Set(sections.flatMap(({ value }) => databasesOf(value)))];
  return names.flatMap((name) => {
    const found = sections.flatMap(({ key, value }) => {
      const section = name === PRIMARY ? (nodeAt(value, PRIMARY) ?? value) : nodeAt(value, name);
      const target = section && targetIn(reading, yaml, section);
      return target ? [{ mode: key, ...target }] : [];
    });
    const main = found.find(({ mode }) => mode === 'production') ?? found[0];
    if (main === undefined) return [];
    const profiles = {
      variable: MODE_VARIABLES[0] ?? '',
      standard: [STANDARD_MODE],
      values: found.map(({ mode, value }) => ({ profile: mode, value })),
    };
    const variable = name === PRIMARY ? 'DATABASE_URL' : `${name.toUpperCase()}_DATABASE_URL`;
    return [
      {
        target: { kind: 'variable', name: variable, profiles },
        protocol: main.protocol,
        at: originOf(yaml, main.node),
      },
    ];
  });
}

const PRIMARY = 'primary';

/** Of several databases a section names each; without names there is one. */
function databasesOf(section: YamlNode): readonly string[] {
  if (section.kind !== 'map') return [PRIMARY];
  const named = section.entries.filter(
    ({ value }) => value.kind === 'map' && /^(adapter|url|database|host|<<)$/.test(value.entries[0]?.key ?? ''),
  );
  return named.length > 0 ? named.map(({ key }) => key) : [PRIMARY];
}

interface DatabaseTarget {
  readonly value: CodeValue;
  readonly protocol: string;
  readonly node: YamlNode;
}

function targetIn(reading: Reading, yaml: YamlFile, section: YamlNode): DatabaseTarget | undefined {
  const text = (key: string) => scalarText(reading, yaml, nodeAt(section, key));
  const protocol = protocolOfAdapter(literalOf(text('adapter')) ?? '');
  const given = (value: CodeValue, node: YamlNode) => ({
    value: shown(withStandardPort(value, protocol), reading.context.secrets),
    protocol,
    node,
  });
  const url = nodeAt(section, 'url');
  if (url) {
    const value = targetValue(text('url'));
    return value.kind === 'computed' ? undefined : given(value, url);
  }
  const host = nodeAt(section, 'host');
  const port = nodeAt(section, 'port');
  if (host === undefined) return undefined;
  const whole = port ? concat([text('host'), fixed(':'), text('port')]) : text('host');
  const value = codeValue(whole).kind === 'computed' ? codeValue(text('host')) : codeValue(whole);
  return value.kind === 'computed' ? undefined : given(value, host);
}

/**
 * ActiveRecord takes `DATABASE_URL` before what the file says; a section for production that names no server needs it
 * (N244).
 */
export function databaseReads(yaml: YamlFile): EnvironmentRead[] {
  const { root } = yaml;
  const production =
    DATABASE_FILE.test(yaml.path) && root?.kind === 'map'
      ? root.entries.find(({ key }) => key === 'production')
      : undefined;
  if (production === undefined) return [];
  const section = nodeAt(production.value, PRIMARY) ?? production.value;
  const adapter = nodeAt(section, 'adapter');
  const isComplete =
    ['url', 'host', 'socket'].some((key) => nodeAt(section, key) !== undefined) ||
    adapter?.kind !== 'scalar' ||
    /^sqlite|^<|[^\w-]/.test(adapter.text);
  return [
    {
      name: 'DATABASE_URL',
      dynamic: false,
      at: originOf(yaml, production.at),
      need: isComplete ? 'optional' : 'required',
      when: 'start',
      conditional: false,
      mode: railsMode('production'),
      alternatives: [],
      buildTime: false,
      type: 'unknown',
      via: 'ActiveRecord',
      implied: true,
    },
  ];
}
