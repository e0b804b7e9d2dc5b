import { type Facts, noFacts } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { entryOf, get, textOf } from '../../text/yaml.ts';
import { type Project, type Resource, triggerOf } from './project.ts';
import { entryRoutes, networkService, runner } from './serving.ts';

/** Each function is a workload of its own; those that HTTP triggers have routes. */
export function functionFacts(project: Project): Facts {
  const functions = project.resources.filter(({ group }) => group === 'functions');
  const serving = functions.filter((each) => triggerOf(each) === 'http');
  return {
    ...noFacts(),
    workloads: functions.map(functionWorkload),
    networkServices: serving.map(networkService),
    routes: serving.flatMap((each) => entryRoutes(each, { project, pathType: 'Exact' })),
  };
}

function functionWorkload(resource: Resource): Workload {
  const memory = entryOf(get(resource.root, 'execution'), 'memory');
  const size = textOf(memory?.value);
  return {
    ...runner(resource),
    ...(memory &&
      size !== undefined && {
        resources: { requests: {}, limits: { memory: quantity(size) }, at: resource.site.at(memory.at) },
      }),
  };
}

/** `10MB` as quantities have it: `10M`; `MiB` is `Mi`. */
function quantity(size: string): string {
  return size.replace(/B$/, '').trim();
}
