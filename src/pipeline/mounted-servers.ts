import { isInFolder } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { Facts } from '../shape/facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { ServerFacts } from '../shape/server-facts.ts';
import type { Mount, Workload } from '../shape/workload.ts';
import { isServerConfig, joinServers, type ServerText, webServer } from '../sources/web-server.ts';

/**
 * What configuration of nginx or Caddy says that one side mounts into a container, from a ConfigMap or from files of the
 * repository. What is mounted there and cannot be read says nothing.
 * @returns undefined when nothing is mounted where a web server reads its configuration
 */
export async function mountedServer(
  workload: Workload | undefined,
  facts: Facts,
  repository: { readonly all: readonly string[]; readonly files: RepositoryFiles },
): Promise<ServerFacts | undefined> {
  const mounts = workload?.mounts.filter(({ path }) => isServerConfig(path)) ?? [];
  if (workload === undefined || mounts.length === 0) return undefined;
  const files: ServerText[] = [];
  const entries: ServerFacts[] = [];
  for (const mount of mounts) {
    entries.push(...serversOfObject(mount, workload, facts));
    const local = mount.source.kind === 'host' ? mount.source.local : undefined;
    const paths = local === undefined ? [] : repository.all.filter((path) => isInFolder(path, local));
    for (const path of paths) {
      const content = await repository.files.read(path);
      if (content.kind === 'text') files.push({ path, text: content.text, placedAt: mount.path });
    }
  }
  return joinServers([webServer(files), ...entries]);
}

/** Text inside of an object is placed where the object has its entry. */
function serversOfObject({ source, path }: Mount, { namespace }: Workload, facts: Facts): ServerFacts[] {
  if (source.kind !== 'config') return [];
  const object = facts.configObjects.find(
    (candidate) =>
      candidate.kind === source.object && candidate.name === source.objectName && candidate.namespace === namespace,
  );
  const entries = object?.entries.filter(({ key }) => source.items === undefined || key in source.items) ?? [];
  const plain = entries.flatMap(({ value, at }) => (value.kind === 'plain' ? [{ text: value.text, at }] : []));
  const configs = plain.map(({ text, at }) => ({ path: at.path, text, placedAt: path }));
  // An upstream of one entry is used in another: what is handed on is told of all of them together.
  const whole = webServer(configs);
  const [first] = plain;
  if (first === undefined) return [];
  const placed = <T extends { readonly at: Origin }>(facts: readonly T[]) =>
    facts.map((each) => ({ ...each, at: first.at }));
  return [
    {
      listens: plain.flatMap(({ text, at }) =>
        webServer([{ path: at.path, text, placedAt: path }]).listens.map((each) => ({ ...each, at })),
      ),
      routes: placed(whole.routes),
      calls: placed(whole.calls),
      reads: placed(whole.reads),
    },
  ];
}
