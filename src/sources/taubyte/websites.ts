import { type Facts, noFacts } from '../../shape/facts.ts';
import type { Project } from './project.ts';
import { entryRoutes, networkService, runner } from './serving.ts';

/** Each website is a workload that serves files below its paths; its code lies in a repository of its own. */
export function websiteFacts(project: Project): Facts {
  const websites = project.resources.filter(({ group }) => group === 'websites');
  return {
    ...noFacts(),
    workloads: websites.map(runner),
    networkServices: websites.map(networkService),
    routes: websites.flatMap((each) => entryRoutes(each, { project, pathType: 'Prefix' })),
  };
}
