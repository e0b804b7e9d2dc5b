import type { Facts } from '../shape/facts.ts';
import type { Problem } from '../shape/origin.ts';
import type { Workload } from '../shape/workload.ts';

/** Whether everything that describes a side was read: else nothing may be concluded from what is not there. */
export function isComplete({ problems, workloads }: Pick<Facts, 'problems' | 'workloads'>): boolean {
  // Dotenv files tell what a process receives, and nothing of what runs beside it.
  if (workloads.length > 0 && workloads.every(({ at }) => at.source === 'dotenv')) return false;
  return !problems.some(
    (problem) =>
      problem.hidesObjects === true || (isGap(problem) && problem.service === undefined && !hidesItselfOnly(problem)),
  );
}

/** A part of a ConfigMap or Secret whose kind and name were read: every other object is seen beside it. */
function hidesItselfOnly({ kind, object }: Problem): boolean {
  return kind === 'unreadable' && /^(ConfigMap|Secret)\//.test(object ?? '');
}

/** Whether everything that describes one workload was read: its files, and what is laid over or under them. */
export function isReadWhole(workload: Workload, problems: readonly Problem[]): boolean {
  return !problems.some((problem) => {
    if (!isGap(problem)) return false;
    if (problem.service !== undefined) return problem.service === workload.name;
    // The files of a compose project are merged: any of them may have said more about each service.
    if (problem.source === 'compose') return workload.kind === 'compose';
    // A cluster object is one document: it was read whole, or the problem stands inside of it.
    return problem.path === workload.at.path && problem.object !== undefined && problem.object === workload.at.object;
  });
}

/** A ConfigMap or Secret in a file that could not be read to its end may have more keys than were seen. */
export function withOpenObjects(facts: Facts): Facts {
  const broken = new Set(facts.problems.filter(isGap).map(({ path }) => path));
  if (broken.size === 0) return facts;
  const configObjects = facts.configObjects.map((object) =>
    broken.has(object.at.path) ? { ...object, complete: false } : object,
  );
  return { ...facts, configObjects };
}

function isGap({ kind }: Problem): boolean {
  return kind === 'unreadable' || kind === 'unrendered';
}
