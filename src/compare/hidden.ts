import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import { parseImageName } from '../normalise/image-name.ts';
import { composeMemory, sameQuantity } from '../normalise/quantity.ts';
import { normaliseCron } from '../normalise/schedule.ts';
import { isInjected } from '../pairing/pair.ts';
import type { Comparison, ServicePair, Side } from './comparison.ts';
import { declarationOf } from './declarations.ts';
import { sameText } from './same-text.ts';
import { serviceLinkOf } from './service-links.ts';
import { isPlatformVariable, valueClass } from './value-class.ts';
import { plainText, provisionOf } from './variables.ts';

/** What differs and is no finding: the number of the case that explains it, one entry for each time. */
type Explained = readonly string[];

/**
 * Counts the differences that are explained away, by the number of the case that explains them, in order. It judges
 * nothing: it makes visible how much the silence of the rules rests on.
 *
 * @param declared how many findings declarations of parity.yaml excuse
 */
export function hiddenDifferences(comparison: Comparison, declared = 0): Readonly<Record<string, number>> {
  const { target } = comparison;
  if (target === undefined) return {};
  const explained = [
    ...ofSide(target),
    ...comparison.services.flatMap((pair) => ofPair(pair, target)),
    ...Array.from({ length: declared }, () => 'N226'),
  ];
  const counts = new Map<string, number>(Object.entries(target.facts.hidden ?? {}));
  for (const number of explained) counts.set(number, (counts.get(number) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The letters that kustomize makes its hashes of. */
const HASH_SUFFIX = /-[bcdfghkmt2456789]{10}$/;

function ofSide({ facts, containers }: Side): Explained {
  return [
    ...facts.configObjects.filter(({ name }) => HASH_SUFFIX.test(name)).map(() => 'N022'),
    ...containers.filter(({ workload }) => isInjected(workload)).map(() => 'N110'),
    ...containers.flatMap(({ environment }) =>
      environment.broken.filter(({ step }) => step.optional).map(() => 'N233'),
    ),
  ];
}

function ofPair(pair: ServicePair, side: Side): Explained {
  const { local, target } = pair;
  if (target === undefined) return (local?.workload.profiles.length ?? 0) > 0 ? ['N160'] : [];
  return [
    ...pair.requirements.flatMap((requirement) => ofRequirement(requirement, { pair, target, side })),
    ...[...target.environment.variables.values()].flatMap((variable) => ofVariable(variable, pair)),
    ...(local ? ofWorkloads(local, target) : []),
  ];
}

interface Around {
  readonly pair: ServicePair;
  readonly target: EffectiveService;
  readonly side: Side;
}

/** Reads that the target's own entries do not answer, and why that is right. */
function ofRequirement(requirement: ServicePair['requirements'][number], { pair, target, side }: Around): Explained {
  const { name, isBuildTime, reads } = requirement;
  const provision = provisionOf(target, name, requirement);
  if (provision.kind === 'set') {
    const { variable } = provision;
    if (variable.from === 'image') return ['N128'];
    if (variable.name === name) return [];
    return variable.name.toUpperCase() === name.toUpperCase()
      ? ['N247']
      : requirement.alternatives.includes(variable.name)
        ? ['N243']
        : ['N129'];
  }
  if (provision.kind === 'unknown') return ['N232'];
  if (isBuildTime) return ['N240'];
  if (isPlatformVariable(name)) return ['N130'];
  if (serviceLinkOf(name, target, side.facts)) return ['N126'];
  if (declarationOf(pair, name)?.parity === 'local-only') return ['N226'];
  return reads.every((read) => read.need === 'optional') ? ['N243'] : [];
}

/** Variables of the target that the local side has otherwise or not at all. */
function ofVariable(variable: EffectiveVariable, pair: ServicePair): Explained {
  const { name, value } = variable;
  const ours = pair.local?.environment.variables.get(name);
  if (value.kind === 'deferred') return value.reason.startsWith('field ') && ours === undefined ? ['N124'] : [];
  if (ours === undefined) return variable.from !== 'image' && isPlatformVariable(name) ? ['N130'] : [];
  const theirText = plainText(value);
  const ourText = plainText(ours.value);
  if (theirText === undefined || ourText === undefined || theirText === ourText) return [];
  if (sameText(theirText, ourText))
    return [theirText.includes('://') ? 'N061' : /\d[smhd]$/.test(theirText) ? 'N053' : 'N056'];
  if (declarationOf(pair, name)?.parity !== undefined) return ['N226'];
  return valueClass(name, [theirText, ourText]) === 'own' ? ['N221'] : [];
}

function ofWorkloads({ workload: local }: EffectiveService, { workload: target }: EffectiveService): Explained {
  const hostMounts = local.mounts.filter(
    ({ path, source }) =>
      source.kind === 'host' && source.local !== undefined && !target.mounts.some((mount) => mount.path === path),
  );
  const publishedElsewhere = local.ports.filter(
    ({ published, port }) => published !== undefined && published !== String(port),
  );
  return [
    ...imageSpelling(local.image?.text, target.image?.text),
    ...amounts(local.resources?.limits, target.resources?.limits),
    ...cronSpelling(local.schedule?.cron, target.schedule?.cron),
    ...hostMounts.map(() => 'N193'),
    ...publishedElsewhere.map(() => 'N161'),
    ...(target.replicas !== undefined && target.replicas.count !== (local.replicas?.count ?? 1) ? ['N201'] : []),
    ...(target.resources !== undefined && local.resources === undefined ? ['N202'] : []),
  ];
}

function imageSpelling(ours: string | undefined, theirs: string | undefined): Explained {
  if (ours === undefined || theirs === undefined || ours === theirs) return [];
  const a = parseImageName(ours);
  const b = parseImageName(theirs);
  if (a === undefined || b === undefined) return [];
  const isSame =
    a.registry === b.registry && a.repository === b.repository && (a.tag ?? 'latest') === (b.tag ?? 'latest');
  return isSame && (a.digest ?? b.digest) === (b.digest ?? a.digest) ? ['N055'] : [];
}

function amounts(
  ours: Readonly<Record<string, string>> | undefined,
  theirs: Readonly<Record<string, string>> | undefined,
): Explained {
  return ['cpu', 'memory'].flatMap((what) => {
    const here = ours?.[what];
    const there = theirs?.[what];
    if (here === undefined || there === undefined || here === there) return [];
    const amount = what === 'memory' ? (composeMemory(here) ?? here) : here;
    return sameQuantity(amount, there) === true ? [what === 'memory' ? 'N052' : 'N050'] : [];
  });
}

function cronSpelling(ours: string | undefined, theirs: string | undefined): Explained {
  if (ours === undefined || theirs === undefined || ours === theirs) return [];
  return normaliseCron(ours) === normaliseCron(theirs) ? ['N060'] : [];
}
