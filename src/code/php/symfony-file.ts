import type { Origin } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import { parseYaml, type YamlNode } from '../../text/yaml.ts';

/** One scalar of a configuration file, with the keys that lead to it. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly text: string;
  /** Where the value stands, behind a quote. */
  readonly at: Origin;
  readonly keyAt: Origin;
  /** The value stands in the file as it is, so that places in it can be counted. */
  readonly isVerbatim: boolean;
}

const NOT_PRODUCTION = /^(dev|test|local|staging|ci)$/;

/** Symfony's files in config/, and what tools lay there for one environment. */
export const SYMFONY_FILE =
  /(^|\/)config\/(?:packages\/(?:(?:prod|dev|test)\/)?|routes\/(?:(?:prod|dev|test)\/)?|services\/)?[\w.-]+\.ya?ml$/;

/** The scalars of a file that count in production; the lines of one that only Symfony's own parser takes. */
export function leavesOf({ path, text }: { readonly path: string; readonly text: string }): Leaf[] {
  const environment = /\/config\/(?:packages|routes)\/(\w+)\/[^/]+$/.exec(`/${path}`)?.[1];
  const named = /services_(\w+)\.ya?ml$/.exec(path)?.[1];
  if (NOT_PRODUCTION.test(environment ?? named ?? '')) return [];
  const { documents, errors } = parseYaml(text);
  const root = documents[0]?.root;
  if (errors.length > 0) return linesOf(path, text);
  if (root?.kind !== 'map') return [];
  const lines = text.split('\n');
  const leaves: Leaf[] = [];
  const originOf = ({ line, column }: Position): Origin => ({ source: 'php', path, line, column });
  const walk = (node: YamlNode, keys: readonly string[], key: Position): void => {
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        const profile = keys.length === 0 ? /^when@(\w+)$/.exec(entry.key)?.[1] : undefined;
        if (profile !== undefined && NOT_PRODUCTION.test(profile)) continue;
        walk(entry.value, profile === undefined ? [...keys, entry.key] : keys, entry.at);
      }
    } else if (node.kind === 'list') for (const item of node.items) walk(item, [...keys, ''], item);
    else {
      const start = (lines[node.line - 1] ?? '').slice(node.column - 1);
      const isQuoted = /^['"]/.test(start);
      const isVerbatim = start.slice(isQuoted ? 1 : 0).startsWith(node.text);
      leaves.push({
        keys,
        text: node.plain && /^(null|~)$/i.test(node.text) ? '' : node.text,
        at: originOf(isQuoted && isVerbatim ? { line: node.line, column: node.column + 1 } : node),
        keyAt: originOf(key),
        isVerbatim,
      });
    }
  };
  walk(root, [], root);
  return leaves;
}

/** Without a tree, a line still says which variables it asks for. */
function linesOf(path: string, text: string): Leaf[] {
  let counts = true;
  return text.split('\n').flatMap((line, index) => {
    const section = /^([\w.@-]+):/.exec(line)?.[1];
    if (section !== undefined) counts = !NOT_PRODUCTION.test(section.replace(/^when@/, ''));
    const plain = line.replace(/(^|\s)#.*$/, '');
    if (!counts || !plain.includes('%env(')) return [];
    const at: Origin = { source: 'php', path, line: index + 1, column: 1 };
    return [{ keys: [''], text: plain, at, keyAt: at, isVerbatim: true }];
  });
}
