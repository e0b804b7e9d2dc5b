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
  /** Compose: the Dockerfile of what is built here, by the name of the service. */
  readonly programs?: ReadonlyMap<string, string>;
  /** Compose: how much each of its services is the application's own, by name. */
  readonly weights?: Weights;
  /** It runs nothing but software that everybody runs: what serves or watches an application and is none. */
  readonly stock?: boolean;
  /** What its name says it is for, where that is not what people work in: `prod`. */
  readonly elsewhere?: string;
  /** For tests, and all that it runs is the application: it stands in where nothing else describes that. */
  readonly isStandIn?: boolean;
  /** Points for everything but coverage. */
  readonly standing: number;
}

/** How much a service counts; 1 when it is not in it. */
export type Weights = ReadonlyMap<string, number>;

/** What a service counts that is a program of the repository. */
export const OWN_WEIGHT = 4;

/** What is known besides the names that a side should cover. */
export interface Wish {
  /** Environment of `--env`: such a candidate wins whatever else speaks against it. */
  readonly wished?: string | undefined;
  readonly weights?: Weights | undefined;
  /** Points for what a candidate covers; a hundred for all of the names when left out. */
  readonly points?: (candidate: Candidate) => number;
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

/** What environments are called that no file describes. */
export const INFERRED: readonly string[] = ENVIRONMENTS.map(([, name]) => name);

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

const EXTRA_PATH =
  /(^|[/_-])(add-?ons?|extras?|optional|monitoring|observability|logging|tracing|alerting|autoscaling|backups?|experimental|canary|blue-?green)([/_.-]|$)/i;

/** Whether a path names what an application may have and may as well not: it is nobody's missing half. */
export function isExtraPath(path: string): boolean {
  return EXTRA_PATH.test(path);
}

const BASE_PATH = /(^|\/)(bases?|components?|common|shared)(\/|$)/i;

/** Whether a path names what others are meant to build on. */
export function isBasePath(path: string): boolean {
  return BASE_PATH.test(path);
}

/**
 * Points that a target's path earns: production before staging before development, shallow before deep; what stands
 * beside an application and what is meant to be built upon come after every environment, samples last.
 */
export function targetStanding(path: string): number {
  const environment = environmentOf(path);
  const byEnvironment =
    environment === 'production' ? 30 : environment === 'staging' ? 10 : environment === 'development' ? -15 : 15;
  const losses = [isExtraPath(path) && 25, isBasePath(path) && 40, isSidePath(path) && 60];
  return losses.reduce((points: number, loss) => points - (loss || 0), byEnvironment) - 2 * path.split('/').length;
}

export function isSidePath(path: string): boolean {
  return SIDE_PATH.test(path);
}

/** How much of the services a candidate mentions, of those given, each by its weight; 0 to 1. */
export function coverage(candidate: Candidate, names: readonly string[], weights: Weights = new Map()): number {
  if (names.length === 0) return 0;
  const sum = (some: readonly string[]) => some.reduce((total, name) => total + (weights.get(name) ?? 1), 0);
  return sum(coveredNames(candidate, names)) / sum(names);
}

function coveredNames(candidate: Candidate, names: readonly string[]): string[] {
  const known = [...candidate.names];
  return names.filter((name) => known.some((other) => namesAgree(name, other)));
}

/** `web` agrees with `web`, `shop-web`, `web-service`; not with `webhook`. */
export function namesAgree(left: string, right: string): boolean {
  const a = left.toLowerCase().replace(/[_.]/g, '-');
  const b = right.toLowerCase().replace(/[_.]/g, '-');
  return a === b || b.endsWith(`-${a}`) || b.startsWith(`${a}-`) || a.endsWith(`-${b}`) || a.startsWith(`${b}-`);
}

/** The best candidate for a side. Coverage of the known services decides before everything else but a wish. */
export function choose(candidates: readonly Candidate[], names: readonly string[], wish: Wish = {}): Choice {
  const rated = candidates
    .map((candidate) => ({ candidate, points: pointsOf(candidate, names, wish) }))
    .sort((a, b) => b.points - a.points || (a.candidate.label < b.candidate.label ? -1 : 1));
  const [first, second] = rated;
  if (first === undefined) return { chosen: undefined, others: [], reason: 'nothing found', ambiguous: false };
  const others = rated.slice(1).map((entry) => entry.candidate);
  const ambiguous = second !== undefined && Math.abs(first.points - second.points) < 0.05;
  return {
    chosen: first.candidate,
    others,
    reason: reasonFor(first.candidate, names, { others: others.length, weights: wish.weights }),
    ambiguous,
  };
}

/** What a candidate loses that holds nothing of an application: less than its services weigh. */
const STOCK_LOSS = 30;

function pointsOf(candidate: Candidate, names: readonly string[], { wished, weights, points }: Wish): number {
  const asked = wished !== undefined && isOfEnvironment(candidate, wished);
  return (
    candidate.standing +
    (points?.(candidate) ?? 100 * coverage(candidate, names, weights)) -
    (candidate.stock ? STOCK_LOSS : 0) +
    (asked ? 10_000 : 0)
  );
}

function reasonFor(
  candidate: Candidate,
  names: readonly string[],
  { others, weights }: { readonly others: number; readonly weights: Weights | undefined },
): string {
  if (others === 0) return 'the only one found';
  const own = names.filter((name) => weights?.get(name) === OWN_WEIGHT);
  const parts = [
    ...(names.length > 0 ? [`it has ${coveredNames(candidate, names).length} of ${names.length} services`] : []),
    ...(own.length > 0 && own.length < names.length
      ? [`${coveredNames(candidate, own).length} of ${own.length} that are built here`]
      : []),
    ...(candidate.environment ? [`its path names ${candidate.environment}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'first by place';
}

/** Whether a candidate is for an environment of that name, by what its path says or by a part of its label. */
export function isOfEnvironment(candidate: Pick<Candidate, 'environment' | 'label'>, wished: string): boolean {
  return candidate.environment === wished || candidate.label.split(/[/:._-]/).includes(wished);
}
