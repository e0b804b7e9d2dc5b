// The attributes of the specification: https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json
import { editDistance, nearest } from '../../text/nearest.ts';
import { type ComposeMap, get } from './node.ts';
import type { Reading } from './reading.ts';

const TOP_LEVEL = 'version name include services networks volumes secrets configs models'.split(' ');
const SERVICE =
  'annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file environment expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links log_driver log_opt logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir'.split(
    ' ',
  );

/** Reports keys that are nearly one of the specification's: Compose refuses the file. Others may be newer than this. */
export function reportMisspelt(document: ComposeMap, reading: Reading): void {
  // In the first format, services stand at the top and are called as people like.
  const isFirstFormat = get(document, 'services') === undefined && hasServiceAtTop(document);
  if (!isFirstFormat) report(document, { words: TOP_LEVEL, path: '' }, reading);
  const services = get(document, 'services');
  if (services?.kind !== 'map') return;
  for (const { key, value } of services.entries) {
    if (value.kind === 'map' && !key.startsWith('x-')) {
      report(value, { words: SERVICE, path: `services.${key}.`, service: key }, reading);
    }
  }
}

function hasServiceAtTop(document: ComposeMap): boolean {
  return document.entries.some(({ value }) => get(value, 'image') ?? get(value, 'build'));
}

interface Expected {
  readonly words: readonly string[];
  readonly path: string;
  readonly service?: string;
}

function report(map: ComposeMap, { words, path, service }: Expected, reading: Reading): void {
  for (const entry of map.entries) {
    if (words.includes(entry.key) || entry.key.startsWith('x-')) continue;
    const near = nearest(entry.key, words);
    // Two letters of a short word are another word.
    if (near === undefined || editDistance(entry.key, near) > (near.length < 6 ? 1 : 2)) continue;
    reading.report('unreadable', entry, {
      message: `read ${entry.scope.path}: ${path}${entry.key} is no key of a compose file (line ${entry.line})`,
      hint: `did you mean ${near}?`,
      service,
    });
  }
}
