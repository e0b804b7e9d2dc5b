import type { Vault } from '../../secrets/vault.ts';
import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { literalOf, UNKNOWN } from '../assembled-text.ts';
import { withDescendants } from '../syntax.ts';
import { filesTakenIn, filledTemplates, outboundCalls, scriptsRun } from './commands.ts';
import type { ScriptFacts } from './script.ts';
import type { ShNode } from './syntax.ts';
import { conditionsAround, type Occurrence, walkScript } from './walk.ts';

export interface ScriptFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ShNode;
}

/** What one script says, as it stands. */
export function readScript({ path, text, tree }: ScriptFile, secrets: Vault): ScriptFacts {
  const position = positionsOf(text);
  const originOf = ({ start }: ShNode): Origin => ({ source: 'shell', path, ...position(start) });
  const { occurrences, assigned, exported } = walkScript(tree);
  const byName = new Map<string, Occurrence[]>();
  for (const each of occurrences) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  const reading = { secrets, originOf };
  return {
    reads: [...[...byName.values()].map((all) => readOf(all, reading)), ...prefixReads(tree, originOf)],
    calls: outboundCalls(tree, assigned, originOf),
    exported: [...exported].flatMap(([name, node]) => {
      const value = assigned.get(name);
      // `export NAME` of what the environment has anyway gives nothing.
      if (value === undefined && node.type === 'variable_name') return [];
      const text = value ?? UNKNOWN;
      const isFixed = literalOf(text) !== undefined && [...conditionsAround(node)].length === 0;
      return [{ name, text, isFixed, at: originOf(node) }];
    }),
    templates: filledTemplates(tree, assigned),
    runs: scriptsRun(tree, assigned),
    takesIn: filesTakenIn(tree, assigned),
    assigned: [...assigned.keys()],
  };
}

interface Reading {
  readonly secrets: Vault;
  readonly originOf: (node: ShNode) => Origin;
}

const STRENGTH: readonly Occurrence['kind'][] = ['demanded', 'default', 'plain', 'tested'];

/** One read for all places that name a variable: what the strictest of them says. */
function readOf(all: readonly Occurrence[], { secrets, originOf }: Reading): EnvironmentRead {
  const [first] = all;
  const sorted = [...all].sort((a, b) => rank(a) - rank(b));
  const strictest = sorted[0] ?? first;
  if (strictest === undefined) throw new Error('no place names the variable');
  const { name, kind, node, standIn, others, isConditional } = strictest;
  // Asked for somewhere: the script goes on without it.
  const isAsked = all.some((each) => each.kind === 'tested' && each !== strictest) && kind === 'plain';
  const text = standIn && literalOf(standIn);
  return {
    name,
    dynamic: false,
    at: originOf(node),
    ...(standIn && {
      default: { value: text === undefined ? ('computed' as const) : secrets.value(name, text), at: originOf(node) },
    }),
    need: kind === 'demanded' || (kind === 'plain' && !isAsked) ? 'required' : 'optional',
    ...(kind === 'demanded' && { enforced: true }),
    when: 'start',
    conditional: isConditional,
    alternatives: others,
    buildTime: false,
    type: 'unknown',
    via: 'sh',
  };
}

/** What holds always counts before what holds under a condition. */
function rank({ kind, isConditional }: Occurrence): number {
  return STRENGTH.indexOf(kind) * 2 + (isConditional ? 1 : 0);
}

/** `for name in $(env | grep SHOP_)`: every variable with that prefix. */
function prefixReads(root: ShNode, originOf: (node: ShNode) => Origin): EnvironmentRead[] {
  return [...withDescendants(root)].flatMap((node) => {
    if (node.type !== 'pipeline') return [];
    const match = /^(?:env|printenv|export -p|set)\s*\|\s*(?:e?grep|awk|sed)\b[^|]*?['"^ /]([A-Z][A-Z0-9]*_)/.exec(
      node.text,
    );
    if (match === null) return [];
    return [
      {
        name: match[1] ?? '',
        dynamic: true,
        at: originOf(node),
        need: 'optional' as const,
        when: 'start' as const,
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: 'unknown' as const,
        via: 'env',
      },
    ];
  });
}
