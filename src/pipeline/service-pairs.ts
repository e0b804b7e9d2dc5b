import type { ServicePair, ServiceProgram, Side } from '../compare/comparison.ts';
import { requirementsOf } from '../compare/requirement.ts';
import { readsInMode } from '../compare/run-mode.ts';
import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import { noCodeFacts } from '../shape/code-facts.ts';
import { noServerFacts } from '../shape/server-facts.ts';
import type { ServiceCode } from './model.ts';
import { coverageOf } from './read-code.ts';

interface KnownOfServices {
  readonly local: Side | undefined;
  readonly target: Side | undefined;
  readonly code: ReadonlyMap<string, ServiceCode>;
  readonly programs: ReadonlyMap<string, ServiceProgram>;
  readonly inventory: Inventory;
  readonly config: Config | undefined;
}

/** Every service with all that is known of it, as rules look at it. */
export function servicePairs(pairs: readonly WorkloadPair[], known: KnownOfServices): ServicePair[] {
  return pairs.map((pair) => servicePair(pair, known));
}

function servicePair(pair: WorkloadPair, known: KnownOfServices): ServicePair {
  const code = known.code.get(pair.name);
  const facts = code?.scan.facts ?? noCodeFacts();
  const local = pair.local && known.local?.byId.get(pair.local.id);
  const target = pair.target && known.target?.byId.get(pair.target.id);
  return {
    name: pair.name,
    local,
    target,
    code: facts,
    requirements: requirementsOf(readsInMode(facts.reads, target ?? local)),
    codeCoverage: coverageOf(code, known.inventory),
    program: known.programs.get(pair.name) ?? { scripts: new Map(), server: noServerFacts(), mounted: {} },
    declared: known.config?.services.get(pair.name),
    ...(known.config && { declaredAt: declaredAt(known.config, pair.name) }),
    reason: pair.reason,
    ambiguous: pair.ambiguous ?? [],
  };
}

function declaredAt(config: Config, service: string): NonNullable<ServicePair['declaredAt']> {
  return (group, name) => ({
    source: 'parity.yaml',
    path: config.path,
    ...config.placeOf(['services', service, group, name]),
  });
}
