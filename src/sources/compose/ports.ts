import type { DeclaredPort } from '../../shape/workload.ts';
import { type ComposeMap, type ComposeScalar, get, isOpen, itemsOf, scalarOf, textOf } from './node.ts';
import { portRange, type ShortPort, splitPort } from './port-syntax.ts';
import { at, leaveOpen, refuse, type ServiceInput } from './service-input.ts';

const HINT = 'write "8080:80", or a map with `target` and `published`';

/** `ports` in both forms, ranges written out, and `expose` (N079, N161). */
export function readPorts(input: ServiceInput): DeclaredPort[] {
  const published = itemsOf(get(input.service, 'ports')).flatMap((item, index) => {
    const attribute = `ports[${index}]`;
    if (item.kind === 'scalar') return shortPorts(item, { input, attribute, internal: false });
    if (item.kind === 'map') return longPort(item, input, attribute);
    refuse(input, item, { attribute, isNot: 'a port', hint: HINT });
    return [];
  });
  const exposed = itemsOf(get(input.service, 'expose')).flatMap((item, index) => {
    const attribute = `expose[${index}]`;
    if (item.kind === 'scalar') return shortPorts(item, { input, attribute, internal: true });
    refuse(input, item, { attribute, isNot: 'a port', hint: 'write "3000", or a range "3000-3005"' });
    return [];
  });
  return [...uniquePorts(published), ...uniquePorts(exposed)];
}

/** A range and a single port may name the same one; the later counts. */
function uniquePorts(ports: readonly DeclaredPort[]): DeclaredPort[] {
  const key = (port: DeclaredPort) => `${port.hostIp ?? ''}:${port.published ?? ''}:${port.port}/${port.protocol}`;
  return [...new Map(ports.map((port) => [key(port), port])).values()];
}

interface ShortItem {
  readonly input: ServiceInput;
  readonly attribute: string;
  readonly internal: boolean;
}

function shortPorts(item: ComposeScalar, { input, attribute, internal }: ShortItem): DeclaredPort[] {
  const short = splitPort(item.text);
  const range = short && portRange(short.target);
  if (short === undefined || range === undefined) {
    if (isOpen(item)) leaveOpen(input, item, { attribute, hint: 'give the variable a default, or set it in .env' });
    else refuse(input, item, { attribute, isNot: 'a port', hint: HINT });
    return [];
  }
  const host = short.published === undefined ? undefined : hostPorts(short.published, range.length);
  if (host === 'unequal') {
    refuse(input, item, { attribute, isNot: 'two ranges of one length', hint: 'make both ranges equally long' });
    return [];
  }
  return range.map((port, index) => ({
    port,
    protocol: short.protocol,
    ...(host && { published: host[index] ?? '' }),
    ...(short.hostIp !== undefined && { hostIp: short.hostIp }),
    internal,
    at: at(input, item),
  }));
}

/** One host port for each container port; a range over one container port stays a range. */
function hostPorts(published: NonNullable<ShortPort['published']>, count: number): string[] | 'unequal' {
  const range = portRange(published);
  if (count === 1) return [published];
  if (range === undefined) return Array.from({ length: count }, () => published);
  return range.length === count ? range.map(String) : 'unequal';
}

function longPort(item: ComposeMap, input: ServiceInput, attribute: string): DeclaredPort[] {
  const target = scalarOf(item, 'target');
  const port = target && portRange(target.text);
  const protocol = (textOf(item, 'protocol') ?? 'tcp').toUpperCase();
  const isProtocol = protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
  if (target === undefined || port?.length !== 1 || !isProtocol) {
    if (target && isOpen(target)) leaveOpen(input, target, { attribute, hint: 'give the variable a default' });
    else refuse(input, target ?? item, { attribute, isNot: 'a port', hint: HINT });
    return [];
  }
  const optional = {
    published: textOf(item, 'published'),
    hostIp: textOf(item, 'host_ip'),
    name: textOf(item, 'name'),
  };
  return [
    {
      port: port[0] ?? 0,
      protocol,
      ...(optional.published !== undefined && { published: optional.published }),
      ...(optional.hostIp !== undefined && { hostIp: optional.hostIp }),
      ...(optional.name !== undefined && { name: optional.name }),
      internal: false,
      at: at(input, target),
    },
  ];
}
