import { type Candidate, type Choice, choose, isSidePath } from './candidate.ts';

/** One program that compose files build. */
interface Program {
  /** Names of the services that it is built for. */
  readonly names: ReadonlySet<string>;
  /** What it counts: twice when some target names it as well, because that is what can be compared. */
  readonly weight: number;
}

/** By its Dockerfile. */
export type Programs = ReadonlyMap<string, Program>;

/** The programs that the candidates for the local side build, without those of samples and archives. */
export function programsOf(candidates: readonly Candidate[], targets: readonly Candidate[]): Programs {
  const names = new Map<string, Set<string>>();
  const main = candidates.filter(({ paths }) => !paths.some((path) => isSidePath(path) || EDITOR.test(path)));
  for (const [name, place] of main.flatMap(({ programs = new Map() }) => [...programs])) {
    names.set(place, (names.get(place) ?? new Set()).add(name));
  }
  const isAimedAt = (all: ReadonlySet<string>) =>
    targets.some((target) => [...all].some((name) => target.names.has(name)));
  return new Map([...names].map(([place, all]) => [place, { names: all, weight: isAimedAt(all) ? 2 : 1 }]));
}

const EDITOR = /(^|\/)\.devcontainer\//;

/** More than a folder's depth is worth, so that what starts most of the programs wins wherever it lies. */
const WORTH = { any: 20, most: 60 };
/** What has so much of the programs is the application: then place and name decide. */
const MOST = 0.5;

/**
 * The best candidate for the local side. What its name keeps for elsewhere is none, but that a file for tests stands in
 * where no other one starts most of the programs and it does.
 */
export function chooseLocal(candidates: readonly Candidate[], programs: Programs): Choice {
  const share = (candidate: Candidate) => shareOf(candidate, programs);
  const points = (candidate: Candidate) => pointsFor(share(candidate));
  const first = choose(ofHere(candidates), [], { points });
  const standIns = candidates.filter((candidate) => candidate.isStandIn === true && share(candidate) >= MOST);
  const isNeeded = first.chosen !== undefined && programs.size > 0 && share(first.chosen) < MOST;
  const choice = isNeeded && standIns.length > 0 ? choose(standIns, [], { points }) : first;
  const { chosen } = choice;
  if (chosen === undefined) return choice;
  const rest = candidates.filter((other) => other !== chosen && !choice.others.includes(other));
  const others = [...choice.others, ...rest];
  return { ...choice, others, reason: reasonFor(chosen, others, programs) };
}

function pointsFor(share: number): number {
  return share === 0 ? 0 : WORTH.any + (WORTH.most - WORTH.any) * Math.min(1, share / MOST);
}

function ofHere(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ elsewhere }) => elsewhere === undefined);
}

/** How much of the programs a candidate starts, each by its weight; 0 to 1. */
function shareOf(candidate: Candidate, programs: Programs): number {
  const sum = (some: readonly Program[]) => some.reduce((total, { weight }) => total + weight, 0);
  return programs.size === 0 ? 0 : sum(startedBy(candidate, programs)) / sum([...programs.values()]);
}

/** Built, or taken as the image that another file builds for a service of that name. */
function startedBy(candidate: Candidate, programs: Programs): Program[] {
  const { names } = candidate;
  const built = new Set(candidate.programs?.values());
  const started = [...programs].filter(
    ([place, program]) => built.has(place) || [...program.names].some((name) => names.has(name)),
  );
  return started.map(([, program]) => program);
}

function reasonFor(chosen: Candidate, others: readonly Candidate[], programs: Programs): string {
  if (others.length === 0) return 'the only one found';
  if (programs.size === 0) return 'first by place';
  return `it starts ${startedBy(chosen, programs).length} of the ${programs.size} programs that are built here`;
}
