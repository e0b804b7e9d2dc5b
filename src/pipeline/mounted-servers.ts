import { isInFolder } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { ListenPort } from '../shape/code-facts.ts';
import type { Facts } from '../shape/facts.ts';
import type { Mount, Workload } from '../shape/workload.ts';
import { isNginxConfig, nginxListens } from '../sources/nginx.ts';

/**
 * The ports in nginx configuration that one side mounts into a container, from a ConfigMap or from files of the
 * repository. What is mounted there and cannot be read says nothing.
 * @returns undefined when nothing is mounted where nginx reads its configuration
 */
export async function mountedListens(
  workload: Workload | undefined,
  facts: Facts,
  repository: { readonly all: readonly string[]; readonly files: RepositoryFiles },
): Promise<readonly ListenPort[] | undefined> {
  const mounts = workload?.mounts.filter(({ path }) => isNginxConfig(path)) ?? [];
  if (workload === undefined || mounts.length === 0) return undefined;
  const found: ListenPort[] = [];
  for (const mount of mounts) {
    found.push(...listensOfObject(mount, workload, facts));
    const local = mount.source.kind === 'host' ? mount.source.local : undefined;
    const paths = local === undefined ? [] : repository.all.filter((path) => isInFolder(path, local));
    for (const path of paths) {
      const content = await repository.files.read(path);
      if (content.kind === 'text') found.push(...nginxListens(path, content.text));
    }
  }
  return found;
}

function listensOfObject({ source }: Mount, { namespace }: Workload, facts: Facts): ListenPort[] {
  if (source.kind !== 'config') return [];
  const object = facts.configObjects.find(
    (candidate) =>
      candidate.kind === source.object && candidate.name === source.objectName && candidate.namespace === namespace,
  );
  const entries = object?.entries.filter(({ key }) => source.items === undefined || key in source.items) ?? [];
  return entries.flatMap(({ value, at }) =>
    value.kind === 'plain' ? nginxListens(at.path, value.text).map(({ port }) => ({ port, at })) : [],
  );
}
