export interface ShortPort {
  readonly hostIp?: string;
  /** A port, a range, or `${NAME}`. */
  readonly published?: string;
  readonly target: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

const SHORT =
  /^(?:(?<hostIp>\[[0-9a-fA-F:.]+\]|[\d.]+|\$\{\w+\}|[A-Za-z][\w.-]*):(?=.*:))?(?:(?<published>\d+(?:-\d+)?|\$\{\w+\}|):)?(?<target>[^:/]+)(?:\/(?<protocol>[a-zA-Z]+))?$/;

/** `[[HOST_IP:]PUBLISHED:]TARGET[/PROTOCOL]`; undefined when it is no such thing. */
export function splitPort(text: string): ShortPort | undefined {
  const groups = SHORT.exec(text.trim())?.groups;
  const target = groups?.target;
  const protocol = (groups?.protocol ?? 'tcp').toUpperCase();
  if (target === undefined || (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP')) return undefined;
  const hostIp = groups?.hostIp?.replace(/^\[(.*)\]$/, '$1');
  const published = groups?.published;
  return {
    target,
    protocol,
    ...(hostIp !== undefined && { hostIp }),
    ...(published !== undefined && published !== '' && { published }),
  };
}

/** `80` or `3000-3005` → the ports in it; undefined when it is neither. */
export function portRange(text: string): number[] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (first < 1 || last > 65535 || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
