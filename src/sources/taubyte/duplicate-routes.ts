import { get, textOf } from '../../text/yaml.ts';
import { domainsOf, type Project, pathsOf, type Resource, triggerOf } from './project.ts';

/** Reports functions that answer the same method and path under one domain: one of them is never called. */
export function reportDuplicateRoutes({ resources }: Project): void {
  const first = new Map<string, Resource>();
  for (const resource of resources) {
    if (resource.group !== 'functions' || triggerOf(resource) !== 'http') continue;
    const method = (textOf(get(resource.root, 'trigger', 'method')) ?? '').toUpperCase();
    for (const { text: domain } of domainsOf(resource)) {
      for (const { text: path, at } of pathsOf(resource)) {
        const key = JSON.stringify([domain, method, path]);
        const other = first.get(key);
        if (other === undefined) first.set(key, resource);
        else if (other !== resource) {
          resource.site.report('suspicious', at, {
            message: `${method} ${path} under domain ${domain} is what ${other.id} answers already`,
            hint: `give one of the two another path, or delete ${other.path}`,
            subject: path,
          });
        }
      }
    }
  }
}
