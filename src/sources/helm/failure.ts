// What helm says when it cannot render, without values and with the place in the repository.
import type { Vault } from '../../secrets/vault.ts';
import type { Position } from '../../text/position.ts';
import { entriesOf, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { Chart, YamlFile } from './chart.ts';
import { printersOf } from './printers.ts';

export interface Failure {
  readonly message: string;
  readonly place: Position & { readonly path: string };
}

const LONGEST = 300;
/** Shorter texts occur in any message. */
const SHORTEST = 3;
const TEMPLATE_PLACE = /\b([\w.-]+\/(?:charts\/[\w.-]+\/)*templates\/[\w./-]+?):(\d+)(?::(\d+))?/;
const TEMPLATE = /\b([\w.-]+\/(?:charts\/[\w.-]+\/)*templates\/[\w./-]+\.\w+)/;

/** The names of the dependencies that helm misses in charts/; undefined when that is not what it says. */
export function missingDependencies(stderr: string): string[] | undefined {
  const names = /missing in charts\/ directory: (.+)$/m.exec(stderr)?.[1];
  return names?.split(',').map((name) => name.trim());
}

/** @param given values files beside those of the chart, whose texts must not be in the message either */
export function failureOf(stderr: string, chart: Chart, options: FailureOptions): Failure {
  const reason = reasonIn(stderr.replaceAll(`${options.root}/`, '').replaceAll(options.root, '.'));
  const values = [chart, ...chart.subcharts].map((each) => each.values).concat(options.given);
  const message = options.secrets.redact(withoutValues(reason, values));
  return {
    message: message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message,
    place: placeIn(reason, chart),
  };
}

export interface FailureOptions {
  readonly given: readonly YamlFile[];
  readonly root: string;
  readonly secrets: Vault;
}

function placeIn(reason: string, chart: Chart): Failure['place'] {
  const [, exact, line = '1', column] = TEMPLATE_PLACE.exec(reason) ?? [];
  const name = exact ?? TEMPLATE.exec(reason)?.[1];
  if (name === undefined) return { path: chart.metadata.path, line: 1, column: 1 };
  // helm counts columns from 0.
  return { path: printersOf(chart, [])(name).path, line: Number(line), column: Number(column ?? 0) + 1 };
}

/** helm 4 spreads one reason over indented lines; the rest of stderr is advice and warnings. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n');
  const start = lines.findIndex((line) => /^Error:/.test(line));
  if (start === -1) return lines.find((line) => line.trim() !== '') ?? 'no reason given';
  const first = (lines[start] ?? '').replace(/^Error:\s*/, '');
  const following = lines.slice(start + 1);
  const end = following.findIndex((line) => !/^(\s+\S|- |[\w.-]+:$)/.test(line));
  return [first, ...(end === -1 ? following : following.slice(0, end))]
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function withoutValues(reason: string, files: readonly (YamlFile | undefined)[]): string {
  const bare = reason.replace(/map\[[^\]]*\]/g, 'map[…]').replace(/`[^`]*`/g, '`…`');
  const place = TEMPLATE_PLACE.exec(bare)?.[0] ?? TEMPLATE.exec(bare)?.[0] ?? '';
  const texts = new Set(files.flatMap((file) => (file?.root === undefined ? [] : scalarsIn(file.root))));
  let clean = bare;
  for (const text of [...texts].sort((a, b) => b.length - a.length)) {
    if (text.length < SHORTEST || place.includes(text) || /^(true|false|null|string|integer)$/.test(text)) continue;
    clean = clean.split(text).join('…');
  }
  return clean;
}

function scalarsIn(node: YamlNode): string[] {
  if (node.kind === 'scalar') return node.text.split('\n').map((line) => line.trim());
  if (node.kind === 'list') return itemsOf(node).flatMap(scalarsIn);
  return entriesOf(node).flatMap((entry) => scalarsIn(entry.value));
}
