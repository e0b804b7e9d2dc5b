import type { Config, ServiceConfig } from '../config/config.ts';
import type { DocumentPath } from '../config/plain-tree.ts';
import { type Located, refusal } from '../config/refusal.ts';
import { isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import { isOfTarget, type WorkloadPair } from '../pairing/pair.ts';
import type { Problem } from '../shape/origin.ts';
import type { Workload } from '../shape/workload.ts';
import { nearest } from '../text/nearest.ts';

/** What was found, for judging what parity.yaml names; a side is undefined where it was not read whole. */
export interface Found {
  readonly local: readonly Workload[] | undefined;
  readonly target: readonly Workload[] | undefined;
  readonly pairs: readonly WorkloadPair[];
  readonly files: readonly string[];
}

/**
 * Names under `services` of parity.yaml that nothing has, each with its place: what the file says must not be without
 * effect. Where it describes several targets, another one may have the name: then it is only said.
 *
 * @returns what to say to the user
 * @throws ParityError of kind usage
 */
export function judgeWishes(config: Config | undefined, found: Found): string[] {
  if (config === undefined) return [];
  const all = [...config.services].flatMap(([name, service]) => [
    ...unknownTargets(name, service, found).map((wrong) => ({ ...wrong, mayBeElsewhere: true })),
    ...unknownOthers(name, service, found).map((wrong) => ({ ...wrong, mayBeElsewhere: false })),
  ]);
  const isOneOfSeveral = config.environments.size > 2;
  const located = all.map((wrong) => ({ ...wrong, ...config.placeOf(wrong.path) }));
  const refused = located.filter((wrong) => !(isOneOfSeveral && wrong.mayBeElsewhere));
  if (refused.length > 0) throw refusal(config.path, refused, 'give the name of something that is there');
  return located.map(({ line, column, message }) => `${config.path}:${line}:${column} ${message}`);
}

interface Wrong extends Pick<Located, 'message'> {
  readonly path: DocumentPath;
}

function unknownTargets(name: string, { local, target }: ServiceConfig, found: Found): Wrong[] {
  const path = ['services', name];
  if (target !== undefined) {
    if (found.target === undefined || found.target.some((workload) => isOfTarget(workload, target))) return [];
    const ids = found.target.flatMap(({ id, name: bare }) => [id, bare]);
    return [wrong([...path, 'target'], `the target has no workload ${target}`, near(target, ids))];
  }
  if (local !== undefined || found.local === undefined || found.target === undefined) return [];
  const names = found.pairs.map((pair) => pair.name);
  if (names.includes(name)) return [];
  return [wrong(path, `there is no service ${name}`, near(name, names))];
}

function unknownOthers(name: string, { local, code = [] }: ServiceConfig, found: Found): Wrong[] {
  const path = ['services', name];
  const ids = found.local?.map((workload) => workload.id);
  const isUnknown = local !== undefined && ids !== undefined && !ids.includes(local);
  const folders = [...new Set(found.files.flatMap(foldersOf))];
  return [
    ...(isUnknown ? [wrong([...path, 'local'], `the local side has no service ${local}`, near(local, ids))] : []),
    ...code.flatMap((folder, index) => {
      const clean = normaliseRelativePath(folder);
      if (clean !== undefined && found.files.some((file) => isInFolder(file, clean))) return [];
      return [wrong([...path, 'code', index], `the folder ${folder} holds no file`, near(folder, folders))];
    }),
  ];
}

function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

function wrong(path: DocumentPath, found: string, hint: string): Wrong {
  return { path, message: `${path.join('.')}: ${found}; ${hint}` };
}

function near(word: string, words: readonly string[]): string {
  const best = nearest(word, words);
  if (best !== undefined) return `did you mean ${best}?`;
  return words.length === 0 ? 'there is none' : `there is ${[...new Set(words)].sort().slice(0, 12).join(', ')}`;
}

/** What was read of a side, when nothing of it is hidden by a file that cannot be read. */
export function readWhole(
  workloads: readonly Workload[],
  problems: readonly Problem[],
): readonly Workload[] | undefined {
  const isBroken = problems.some(({ kind }) => kind === 'unreadable' || kind === 'unrendered');
  return isBroken ? undefined : workloads;
}
