import { splitWords } from './shell-words.ts';

/** A request to the own container. An empty path is a connection without a request (`nc -z localhost 5432`). */
export interface OwnRequest {
  readonly port: number;
  readonly path: string;
}

const OWN_HOST =
  '(?:localhost|127(?:\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1?\\]|\\$\\{?HOSTNAME\\}?|\\$\\(hostname[^)]*\\)|`hostname[^`]*`)';
const URL_WORD = new RegExp(`^(https?)://(?:[^@/\\s]*@)?${OWN_HOST}(:[^/?#]*)?(/[^?#]*)?(?:[?#].*)?$`, 'i');
const BARE_WORD = new RegExp(`^()${OWN_HOST}(:[^/?#]*)?(/[^?#]*)?(?:[?#].*)?$`, 'i');
const URL_IN_CODE = new RegExp(`(https?)://${OWN_HOST}(:[^/?#'"\`\\s,)]*)?(/[^?#'"\`\\s,)]*)?`, 'gi');
const OWN_NAME = new RegExp(`^${OWN_HOST}$`, 'i');
const DEV_TCP = new RegExp(`/dev/tcp/${OWN_HOST}/(\\d{1,5})\\b`, 'i');

const SHELL = /^(ba|da|a|z|k)?sh$/;
const OPERATORS = new Set(['|', '||', '&', '&&', ';', ';;', '(', ')']);
const CLIENTS = new Set(['curl', 'wget', 'http', 'https', 'xh', 'httpie']);
/** Their next word is no address. */
const VALUE_OPTIONS =
  /^(-[HAedoXumbcw]|-[a-zA-Z]*[oXHd]|--(header|user-agent|referer|data.*|output|output-document|request|user|max-time|cookie|write-out|post-data|connect-timeout))$/;
const MOST_DEPTH = 5;

/**
 * The requests that a command makes to its own container: localhost, loopback and any-addresses, `$HOSTNAME`. A port
 * that is a variable cannot be read off and gives none.
 */
export function requestsIn(words: readonly string[]): OwnRequest[] {
  const found = new Map<string, OwnRequest>();
  for (const request of readCommand(words, 0)) found.set(`${request.port} ${request.path}`, request);
  return [...found.values()];
}

function readCommand(words: readonly string[], depth: number): OwnRequest[] {
  if (depth > MOST_DEPTH) return [];
  const script = shellScript(words);
  if (script !== undefined) return readCommand(splitWords(script), depth + 1);
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  if (commands.length > 1) return commands.flatMap((command) => readCommand(command, depth + 1));
  return readSimple(words);
}

function shellScript(words: readonly string[]): string | undefined {
  const shell = words.findIndex((word) => SHELL.test(baseName(word)));
  // `sh` must be the program, alone or behind `exec`, `timeout 5` and the like.
  if (shell < 0 || shell > 3) return undefined;
  const option = words.findIndex((word, at) => at > shell && /^-[a-z]*c$/.test(word));
  return option < 0 ? undefined : words[option + 1];
}

function readSimple(words: readonly string[]): OwnRequest[] {
  const names = words.map(baseName);
  const client = names.findIndex((name) => CLIENTS.has(name));
  if (client >= 0) return words.slice(client + 1).flatMap((word, at) => addressOf(word, words[client + at] ?? ''));
  const netcat = names.findIndex((name) => /^(nc|ncat|netcat|nc\.openbsd|nc\.traditional)$/.test(name));
  if (netcat >= 0) return netcatTarget(words.slice(netcat + 1));
  if (names.some((name) => /^grpc[-_]health[-_]probe$/.test(name))) return grpcTarget(words);
  return words.flatMap(readCode);
}

function addressOf(word: string, before: string): OwnRequest[] {
  if (VALUE_OPTIONS.test(before)) return [];
  return toRequest(URL_WORD.exec(word) ?? BARE_WORD.exec(word));
}

function netcatTarget(words: readonly string[]): OwnRequest[] {
  const host = words.findIndex((word) => OWN_NAME.test(word));
  const port = host < 0 ? undefined : words[host + 1];
  return port !== undefined && /^\d{1,5}$/.test(port) ? [{ port: Number(port), path: '' }] : [];
}

function grpcTarget(words: readonly string[]): OwnRequest[] {
  return words.flatMap((word) => {
    const match = /^(?:--?addr=)?(.*):(\d{1,5})$/.exec(word);
    const isOwn = match !== null && (match[1] === '' || OWN_NAME.test(match[1] ?? ''));
    return isOwn ? [{ port: Number(match[2]), path: '' }] : [];
  });
}

/** Program text of `node -e` and `python -c`, or a URL given to a program of one's own. */
function readCode(word: string): OwnRequest[] {
  const urls = [...word.matchAll(URL_IN_CODE)].flatMap((match) => toRequest(match));
  if (urls.length > 0) return urls;
  const socket = DEV_TCP.exec(word);
  if (socket) return [{ port: Number(socket[1]), path: '' }];
  return requestOptions(word);
}

/** `http.get({ host: 'localhost', port: 3000, path: '/health' })`; without a host it is localhost. */
function requestOptions(code: string): OwnRequest[] {
  if (!/\bhttps?['"]?\)?\s*\.(get|request)\s*\(\s*\{/.test(code)) return [];
  const port = /\bport['"]?\s*:\s*['"]?(\d{1,5})\b/.exec(code);
  const host = /\bhost(?:name)?['"]?\s*:\s*['"]([^'"]*)['"]/.exec(code);
  if (port === null || (host !== null && !OWN_NAME.test(host[1] ?? ''))) return [];
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
