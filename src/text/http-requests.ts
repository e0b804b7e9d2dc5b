import { splitWords } from './shell-words.ts';

/** A request to the own container. An empty path is a connection without a request (`nc -z localhost 5432`). */
export interface OwnRequest {
  readonly port: number;
  readonly path: string;
}

const OWN_HOST =
  'localhost|127(?:\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1?\\]|\\$\\{?HOSTNAME\\}?|\\$\\(hostname[^)]*\\)|`hostname[^`]*`';

/** The ways to write an address of the own container. */
interface OwnAddress {
  readonly url: RegExp;
  readonly bare: RegExp;
  readonly inCode: RegExp;
  readonly host: RegExp;
  readonly device: RegExp;
}

/** @param names what the container is called by its neighbours */
function ownAddress(names: readonly string[]): OwnAddress {
  const own = `(?:${[OWN_HOST, ...names.map(literally)].join('|')})`;
  return {
    url: new RegExp(`^(https?)://(?:[^@/\\s]*@)?${own}(:[^/?#]*)?(/[^?#]*)?(?:[?#].*)?$`, 'i'),
    bare: new RegExp(`^()${own}(:[^/?#]*)?(/[^?#]*)?(?:[?#].*)?$`, 'i'),
    inCode: new RegExp(`(https?)://${own}(?![\\w.-])(:[^/?#'"\`\\s,)]*)?(/[^?#'"\`\\s,)]*)?`, 'gi'),
    host: new RegExp(`^${own}$`, 'i'),
    device: new RegExp(`/dev/tcp/${own}/(\\d{1,5})\\b`, 'i'),
  };
}

function literally(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const NAMELESS = ownAddress([]);

const SHELL = /^(ba|da|a|z|k)?sh$/;
const OPERATORS = new Set(['|', '||', '&', '&&', ';', ';;', '(', ')']);
const CLIENTS = new Set(['curl', 'wget', 'http', 'https', 'xh', 'httpie']);
/** Their next word is no address. */
const VALUE_OPTIONS =
  /^(-[HAedoXumbcw]|-[a-zA-Z]*[oXHd]|--(header|user-agent|referer|data.*|output|output-document|request|user|max-time|cookie|write-out|post-data|connect-timeout))$/;
const MOST_DEPTH = 5;

/**
 * The requests that a command makes to its own container: localhost, loopback and any-addresses, `$HOSTNAME`, and the
 * names that lead to it. A port that is a variable cannot be read off and gives none.
 */
export function requestsIn(words: readonly string[], ownNames: readonly string[] = []): OwnRequest[] {
  const own = ownNames.length === 0 ? NAMELESS : ownAddress(ownNames);
  const found = new Map<string, OwnRequest>();
  for (const request of readCommand(words, own, 0)) found.set(`${request.port} ${request.path}`, request);
  return [...found.values()];
}

function readCommand(words: readonly string[], own: OwnAddress, depth: number): OwnRequest[] {
  if (depth > MOST_DEPTH) return [];
  const script = shellScript(words);
  if (script !== undefined) return readCommand(splitWords(script), own, depth + 1);
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  if (commands.length > 1) return commands.flatMap((command) => readCommand(command, own, depth + 1));
  return readSimple(words, own);
}

function shellScript(words: readonly string[]): string | undefined {
  const shell = words.findIndex((word) => SHELL.test(baseName(word)));
  // `sh` must be the program, alone or behind `exec`, `timeout 5` and the like.
  if (shell < 0 || shell > 3) return undefined;
  const option = words.findIndex((word, at) => at > shell && /^-[a-z]*c$/.test(word));
  return option < 0 ? undefined : words[option + 1];
}

function readSimple(words: readonly string[], own: OwnAddress): OwnRequest[] {
  const names = words.map(baseName);
  const client = names.findIndex((name) => CLIENTS.has(name));
  if (client >= 0) return words.slice(client + 1).flatMap((word, at) => addressOf(word, words[client + at] ?? '', own));
  const netcat = names.findIndex((name) => /^(nc|ncat|netcat|nc\.openbsd|nc\.traditional)$/.test(name));
  if (netcat >= 0) return netcatTarget(words.slice(netcat + 1), own);
  if (names.some((name) => /^grpc[-_]health[-_]probe$/.test(name))) return grpcTarget(words, own);
  return words.flatMap((word) => readCode(word, own));
}

function addressOf(word: string, before: string, own: OwnAddress): OwnRequest[] {
  if (VALUE_OPTIONS.test(before)) return [];
  return toRequest(own.url.exec(word) ?? own.bare.exec(word));
}

function netcatTarget(words: readonly string[], own: OwnAddress): OwnRequest[] {
  const host = words.findIndex((word) => own.host.test(word));
  const port = host < 0 ? undefined : words[host + 1];
  return port !== undefined && /^\d{1,5}$/.test(port) ? [{ port: Number(port), path: '' }] : [];
}

function grpcTarget(words: readonly string[], own: OwnAddress): OwnRequest[] {
  return words.flatMap((word) => {
    const match = /^(?:--?addr=)?(.*):(\d{1,5})$/.exec(word);
    const isOwn = match !== null && (match[1] === '' || own.host.test(match[1] ?? ''));
    return isOwn ? [{ port: Number(match[2]), path: '' }] : [];
  });
}

/** Program text of `node -e` and `python -c`, or a URL given to a program of one's own. */
function readCode(word: string, own: OwnAddress): OwnRequest[] {
  const urls = [...word.matchAll(own.inCode)].flatMap((match) => toRequest(match));
  if (urls.length > 0) return urls;
  const socket = own.device.exec(word);
  if (socket) return [{ port: Number(socket[1]), path: '' }];
  return requestOptions(word, own);
}

/** `http.get({ host: 'localhost', port: 3000, path: '/health' })`; without a host it is localhost. */
function requestOptions(code: string, own: OwnAddress): OwnRequest[] {
  if (!/\bhttps?['"]?\)?\s*\.(get|request)\s*\(\s*\{/.test(code)) return [];
  const port = /\bport['"]?\s*:\s*['"]?(\d{1,5})\b/.exec(code);
  const host = /\bhost(?:name)?['"]?\s*:\s*['"]([^'"]*)['"]/.exec(code);
  if (port === null || (host !== null && !own.host.test(host[1] ?? ''))) return [];
  const path = /\bpath['"]?\s*:\s*['"](\/[^'"?#]*)/.exec(code);
  return [{ port: Number(port[1]), path: path?.[1] ?? '/' }];
}

function toRequest(match: RegExpExecArray | null): OwnRequest[] {
  if (match === null) return [];
  const [, scheme = '', portPart, path = '/'] = match;
  if (portPart === undefined) return [{ port: scheme.toLowerCase() === 'https' ? 443 : 80, path }];
  return /^:\d{1,5}$/.test(portPart) ? [{ port: Number(portPart.slice(1)), path }] : [];
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
