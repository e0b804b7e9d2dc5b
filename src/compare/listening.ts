import { effectiveProcess } from '../effective/process.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeValue, ListenPort } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { aspNetPorts, isAspNet, overridesAspNet } from './aspnet-ports.ts';
import { resolveCodeValue } from './code-value.ts';
import { type CommandPorts, commandPorts } from './command-ports.ts';
import type { ServicePair } from './comparison.ts';
import { portOfBaseImage, portsOfKnownImage } from './known-images.ts';
import { runsImageOf } from './one-image.ts';

/** A port that the process is known to listen on, and where that is said. */
export interface ListeningPort {
  readonly port: number;
  readonly at: Origin;
  readonly by: 'command' | 'server' | 'code' | 'image' | 'compose';
  /** The address that it is bound to, where that is said. */
  readonly host?: CodeValue;
}

export interface Listening {
  readonly ports: readonly ListeningPort[];
  /** The process itself says them: its code, its command line, the configuration of its server. */
  readonly isStated: boolean;
  /** It listens on more, and this side does not tell where: any other port may be heard as well. */
  readonly isPartial?: true;
}

/** Ports of debuggers: opened by a flag during development, never served (node, Python, Java, Go). */
const DEBUG_PORTS = new Set([9229, 9230, 5678, 5005, 40000, 2345]);

export function isDebugPort(port: number): boolean {
  return DEBUG_PORTS.has(port);
}

/**
 * The ports a service listens on, on one side: what its command line says, its server's configuration or its code, with
 * the environment of that side; else EXPOSE of its image; else the container ports that compose publishes of the same
 * image: another one listens where it likes.
 */
export function listeningPorts(pair: ServicePair, side: EffectiveService): Listening {
  const process = effectiveProcess(side.workload, side.image);
  const command: CommandPorts = process
    ? commandPorts(process.words, { at: process.at, scripts: pair.program.scripts })
    : { kind: 'code', sets: new Map() };
  if (command.kind === 'worker') return { ports: [], isStated: true };
  const stated = command.kind === 'server' ? byServers(command, side) : statedByProgram(pair, side, command.sets);
  const isPartial = stated.isPartial || (process !== undefined && startsAside(process.words));
  if (stated.ports.length > 0) return { ports: stated.ports, isStated: true, ...(isPartial && { isPartial }) };
  if (command.kind === 'server' && process !== undefined) {
    const { settings, standard, at } = command;
    const own = pair.code.listens.filter((listen) => settings?.test(listen.at.path) === true);
    const bound = resolved(own, side, 'server');
    if (bound.length > 0) return { ports: bound, isStated: true };
    if (own.length > 0 || namesItsFile(process.words)) return { ports: [], isStated: false };
    const usual = standard ? resolved([{ port: standard, at }], side, 'command') : [];
    if (usual.length > 0) return { ports: usual, isStated: true };
  }
  // It is said where the process listens, and this side does not tell which port that is.
  if (command.kind === 'code' && (runsWebServer(side) ? configured(pair, side) : pair.code.listens).length > 0)
    return { ports: [], isStated: false };
  return { ports: declaredPorts(pair, side), isStated: false };
}

/** `gunicorn -c settings.py`, `puma -C other.rb`: the port stands in a file that is not known here. */
function namesItsFile(words: readonly string[]): boolean {
  return /(^|[\s/])(gunicorn|puma|unicorn(_rails)?|thin|rackup)\s(.*\s)?(-c|-C|--config)[\s=]/.test(words.join(' '));
}

interface Stated {
  readonly ports: readonly ListeningPort[];
  readonly isPartial: boolean;
}

/** One command may start several servers: `uvicorn … & streamlit run …`. */
function byServers(command: Extract<CommandPorts, { kind: 'server' }>, side: EffectiveService): Stated {
  const servers = [command, ...command.beside];
  const behind = command.behind ? [{ port: command.behind, at: command.at }] : [];
  const ports = resolved([...servers, ...behind], side, 'command');
  return { ports, isPartial: ports.length < servers.length };
}

/** Whether a shell leaves a program behind it running: `node worker.js & node server.js`. */
function startsAside(words: readonly string[]): boolean {
  return words.some((word) => /(^|[^&>])&(?![&>\d])/.test(word) && /\s/.test(word));
}

function statedByProgram(pair: ServicePair, side: EffectiveService, sets: ReadonlyMap<string, string>): Stated {
  if (runsWebServer(side)) return whole(configured(pair, side), side, 'server');
  const listens = pair.code.listens.map(
    ({ port, at }): ListenPort => ({ port: port.kind === 'variable' ? filled(port, sets) : port, at }),
  );
  const others = listens.filter((listen) => !isAspNet(listen));
  const stated = whole(others, side, 'code');
  const hosted = others.some(overridesAspNet) ? undefined : listens.find(isAspNet);
  if (hosted === undefined) return stated;
  const ports = aspNetPorts(side, hosted).map((each) => ({ ...each, by: 'code' as const }));
  return { ...stated, ports: [...stated.ports, ...ports] };
}

function whole(listens: readonly ListenPort[], side: EffectiveService, by: ListeningPort['by']): Stated {
  const ports = resolved(listens, side, by);
  return { ports, isPartial: ports.length < listens.length };
}

function filled(port: Extract<CodeValue, { kind: 'variable' }>, sets: ReadonlyMap<string, string>): CodeValue {
  const text = sets.get(port.name);
  return text === undefined ? port : { kind: 'literal', text };
}

function resolved(listens: readonly ListenPort[], side: EffectiveService, by: ListeningPort['by']): ListeningPort[] {
  return listens.flatMap((listen) => {
    const value = resolveCodeValue(listen.port, side);
    const port = value.kind === 'known' ? portIn(value.text) : undefined;
    return port === undefined ? [] : [{ port, at: listen.at, by, ...(listen.host && { host: listen.host }) }];
  });
}

function declaredPorts(pair: ServicePair, side: EffectiveService): ListeningPort[] {
  const exposed = side.image?.exposes.map(({ port, at }) => ({ port, at, by: 'image' as const })) ?? [];
  if (exposed.length > 0) return exposed;
  const known = portsOfKnownImage(side);
  if (known !== undefined) return known.ports.map((port) => ({ port, at: known.at, by: 'image' }));
  const base = portOfBaseImage(side);
  if (base !== undefined) return [{ ...base, by: 'image' }];
  if (pair.local !== undefined && !runsImageOf(pair.local, side)) return [];
  return (pair.local?.workload.ports ?? [])
    .filter((port) => !DEBUG_PORTS.has(port.port))
    .map(({ port, at }) => ({ port, at, by: 'compose' as const }));
}

/** Whether a container runs nginx, Caddy or HAProxy: its command says so, or its image is made for it. */
function runsWebServer({ workload, image }: EffectiveService): boolean {
  const base = image?.base ?? workload.image?.text ?? '';
  if (/(^|\/)(nginx|nginx-unprivileged|openresty|caddy|haproxy)(:|@|$)/.test(base)) return true;
  const words = effectiveProcess(workload, image)?.words ?? [];
  return words.some((word) => /(^|[\s/])(nginx|openresty|caddy|haproxy)(\s|$)/.test(word));
}

/**
 * Whether requests are answered by the routes of the code: not where a web server or a server of files stands in front,
 * and not by a worker, whose health something else tells.
 */
export function answersByCode({ program }: ServicePair, side: EffectiveService): boolean {
  if (runsWebServer(side)) return false;
  const process = effectiveProcess(side.workload, side.image);
  if (process === undefined) return true;
  const command = commandPorts(process.words, { at: process.at, scripts: program.scripts });
  return command.kind === 'server' ? !command.files : command.kind === 'code';
}

/** Ports in the configuration of a web server: what a side mounts stands in place of what the image brings. */
function configured({ program, local }: ServicePair, side: EffectiveService): readonly ListenPort[] {
  return ((side === local ? program.mounted.local : program.mounted.target) ?? program.server).listens;
}

/** `8080`, `:8080`, `0.0.0.0:8080`, `[::]:8080`. */
function portIn(text: string): number | undefined {
  const match = /(?:^|:)(\d{1,5})$/.exec(text.trim());
  const port = match ? Number(match[1]) : Number.NaN;
  return port > 0 && port < 65_536 ? port : undefined;
}
