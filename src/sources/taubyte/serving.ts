import type { EntryRoute, NetworkService } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { textOf } from '../../text/yaml.ts';
import { domainsOf, fieldOf, findResource, type Project, pathsOf, type Resource } from './project.ts';

/** By which the routes of a resource find what runs it. */
const LABEL = 'taubyte';

/** What runs a resource. It receives no variables: there is no field for any. */
export function runner({ id, name, site, root }: Resource): Workload {
  return {
    id,
    kind: 'custom',
    name,
    container: name,
    role: 'main',
    at: site.at(root),
    labels: { [LABEL]: id },
    environment: [],
    ports: [],
    mounts: [],
    probes: [],
    dependsOn: [],
    profiles: [],
    serviceLinks: false,
    aliases: [],
    extraHosts: [],
  };
}

/** The platform itself listens: no port of it is the resource's own. */
export function networkService({ id, site, root }: Resource): NetworkService {
  const selector = { [LABEL]: id };
  return { name: id, kind: 'Service', ports: [], selector, headless: true, aliases: [], at: site.at(root) };
}

/** One route for each path under each domain. */
export function entryRoutes(
  resource: Resource,
  { project, pathType }: { readonly project: Project; readonly pathType: EntryRoute['pathType'] },
): EntryRoute[] {
  const { id, site } = resource;
  return domainsOf(resource).flatMap(({ text: name }) => {
    const domain = findResource(project, resource, { group: 'domains', name });
    const host = domain && textOf(fieldOf(domain.root, ['fqdn'])?.value);
    return pathsOf(resource).map(({ text: path, at }) => ({
      object: id,
      ...(host !== undefined && { host }),
      path,
      pathType,
      backend: { service: id, port: undefined, at: site.at(at) },
      at: site.at(at),
    }));
  });
}
