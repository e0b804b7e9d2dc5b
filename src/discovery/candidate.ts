import type { SourceKind, SourceOptions } from '../config/config.ts';

/** One way to describe an environment that the repository offers. */
export interface Candidate {
  readonly kind: SourceKind;
  /** What to hand to the source: files in order, one folder, or the folders of several charts. */
  readonly paths: readonly string[];
  /** Values files of a chart; for compose, the dotenv files where they do not lie beside the main file. */
  readonly options?: SourceOptions;
  /** How the user names it: `kustomize:overlays/prod`. */
  readonly label: string;
  /** Environment that its path names: `production` of `overlays/prod`. */
  readonly environment?: string;
  /** Names that appear in it, for telling which services it covers. */
  readonly names: ReadonlySet<string>;
  /** Compose: something in it is built here. */
  readonly builds?: boolean;
  /** Points for everything but coverage. */
  readonly standing: number;
}

export interface Choice {
  readonly chosen: Candidate | undefined;
  readonly others: readonly Candidate[];
  /** Why this one, in words for the user. */
  readonly reason: string;
  /** Another one is just as good. */
  readonly ambiguous: boolean;
}

const ENVIRONMENTS: readonly (readonly [RegExp, string])[] = [
  [/^(prod|prd|production|live)$/, 'production'],
  [/^(stage|staging|stg|preprod|pre-prod|uat|qa)$/, 'staging'],
  [/^(dev|devel|development|develop|local|minikube|kind|test|testing|ci|e2e|sandbox|preview|debug)$/, 'development'],
];

/** The environment that a path names by one of its parts, the last such part winning. */
export function environmentOf(path: string): string | undefined {
  for (const part of path
    .toLowerCase()
    .split(/[/._]|-(?=[a-z]+$)/)
    .reverse()) {
    const known = ENVIRONMENTS.find(([pattern]) => pattern.test(part));
    if (known) return known[1];
  }
  return undefined;
}

const SIDE_PATH =
  /(^|\/)(docs?|documentation|tutorials?|tests?|e2e|hack|demos?|archive|deprecated|legacy|old|templates?|playground|benchmarks?|perf|training|workshops?|labs?|courses?|blog|website|flux-system|argo-?cd|(examples?|samples?)([-_][\w-]+)?|[\w-]+[-_](examples?|samples?))(\/|$)/i;

const BASE_PATH = /(^|\/)(bases?|components?|common|shared)(\/|$)/i;

/** Whether a path names what others are meant to build on. */
export function isBasePath(path: string): boolean {
  return BASE_PATH.test(path);
}

/**
 * Points that a target's path earns: production before staging before development, shallow before deep; what is meant
 * to be built upon comes after every environment, samples last.
 */
export function targetStanding(path: string): number {
  const environment = environmentOf(path);
  const byEnvironment =
    environment === 'production' ? 25 : environment === 'staging' ? 10 : environment === 'development' ? -15 : 15;
  return byEnvironment - (isBasePath(path) ? 40 : 0) - (SIDE_PATH.test(path) ? 60 : 0) - 2 * path.split('/').length;
}

export function isSidePath(path: string): boolean {
  return SIDE_PATH.test(path);
}

/** How many of the names a candidate mentions, of those given; 0 to 1. */
export function coverage(candidate: Candidate, names: readonly string[]): number {
  if (names.length === 0) return 0;
  const known = [...candidate.names];
  const covered = names.filter((name) => known.some((other) => namesAgree(name, other)));
  return covered.length / names.length;
}

/** `web` agrees with `web`, `shop-web`, `web-service`; not with `webhook`. */
export function namesAgree(left: string, right: string): boolean {
  const a = left.toLowerCase().replace(/[_.]/g, '-');
  const b = right.toLowerCase().replace(/[_.]/g, '-');
  return a === b || b.endsWith(`-${a}`) || b.startsWith(`${a}-`) || a.endsWith(`-${b}`) || a.startsWith(`${b}-`);
}

/**
 * The best candidate for a side. Coverage of the known services decides before everything else but a wish.
 *
 * @param wished environment of `--env`: such a candidate wins whatever else speaks against it
 */
export function choose(candidates: readonly Candidate[], names: readonly string[], wished?: string): Choice {
  const rated = candidates
    .map((candidate) => ({ candidate, points: pointsOf(candidate, names, wished) }))
    .sort((a, b) => b.points - a.points || (a.candidate.label < b.candidate.label ? -1 : 1));
  const [first, second] = rated;
  if (first === undefined) return { chosen: undefined, others: [], reason: 'nothing found', ambiguous: false };
  const others = rated.slice(1).map((entry) => entry.candidate);
  const ambiguous = second !== undefined && Math.abs(first.points - second.points) < 0.05;
  return { chosen: first.candidate, others, reason: reasonFor(first.candidate, names, others.length), ambiguous };
}

function pointsOf(candidate: Candidate, names: readonly string[], wished: string | undefined): number {
  const asked = wished !== undefined && isOfEnvironment(candidate, wished);
  return candidate.standing + 100 * coverage(candidate, names) + (asked ? 10_000 : 0);
}

function reasonFor(candidate: Candidate, names: readonly string[], others: number): string {
  if (others === 0) return 'the only one found';
  const covered = Math.round(coverage(candidate, names) * names.length);
  const parts = [
    ...(names.length > 0 ? [`it has ${covered} of ${names.length} services`] : []),
    ...(candidate.environment ? [`its path names ${candidate.environment}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'first by place';
}

/** Whether a candidate is for an environment of that name, by what its path says or by a part of its label. */
export function isOfEnvironment(candidate: Candidate, wished: string): boolean {
  return candidate.environment === wished || candidate.label.split(/[/:._-]/).includes(wished);
}
