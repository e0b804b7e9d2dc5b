import type { Origin } from '../../shape/origin.ts';
import type { Probe, ProbeAction, ProbeTiming } from '../../shape/workload.ts';
import { requestsIn } from '../../text/http-requests.ts';
import { entryOf, get, textOf, type YamlNode } from '../../text/yaml.ts';
import { commandLine } from './command-line.ts';
import { integerOf, portOf, type Site } from './manifest-object.ts';

const ROLES = [
  ['livenessProbe', 'liveness'],
  ['readinessProbe', 'readiness'],
  ['startupProbe', 'startup'],
] as const;

/** The probes of a container; ports stay names where the manifest names them. */
export function containerProbes(container: YamlNode, site: Site): Probe[] {
  return ROLES.flatMap(([field, role]): Probe[] => {
    const entry = entryOf(container, field);
    const action = entry && actionOf(entry.value, site);
    return action === undefined
      ? []
      : [{ role, action, timing: timingOf(entry?.value), at: site.at(entry?.at ?? container) }];
  });
}

function actionOf(probe: YamlNode, site: Site): ProbeAction | undefined {
  const http = get(probe, 'httpGet');
  const httpPort = portOf(get(http, 'port'));
  if (httpPort !== undefined) {
    const host = textOf(get(http, 'host'));
    const path = entryOf(http, 'path');
    // The server fills in `/` (N040's table).
    return {
      kind: 'http',
      port: httpPort,
      path: textOf(path?.value) ?? '/',
      ...(host !== undefined && { host }),
      ...portAt(http, site),
      ...(path && { pathAt: site.at(path.at) }),
    };
  }
  const tcpPort = portOf(get(probe, 'tcpSocket', 'port'));
  if (tcpPort !== undefined) return { kind: 'tcp', port: tcpPort, ...portAt(get(probe, 'tcpSocket'), site) };
  const grpcPort = integerOf(get(probe, 'grpc', 'port'));
  if (grpcPort !== undefined) return { kind: 'grpc', port: grpcPort, ...portAt(get(probe, 'grpc'), site) };
  const command = commandLine(get(probe, 'exec'), 'command', site);
  return command === undefined ? undefined : { kind: 'command', command, requests: requestsIn(command.words) };
}

function portAt(action: YamlNode | undefined, site: Site): { readonly portAt?: Origin } {
  const entry = entryOf(action, 'port');
  return entry === undefined ? {} : { portAt: site.at(entry.at) };
}

function timingOf(probe: YamlNode | undefined): ProbeTiming {
  const initialDelay = integerOf(get(probe, 'initialDelaySeconds'));
  const period = integerOf(get(probe, 'periodSeconds'));
  const timeout = integerOf(get(probe, 'timeoutSeconds'));
  const failureThreshold = integerOf(get(probe, 'failureThreshold'));
  return {
    ...(initialDelay !== undefined && { initialDelay }),
    ...(period !== undefined && { period }),
    ...(timeout !== undefined && { timeout }),
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
}
