import type { OutboundCall } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { type AssembledText, codeValue, concat, fixed, literalOf } from '../assembled-text.ts';
import { withStandardPort } from '../standard-ports.ts';
import { ancestorsOf } from '../syntax.ts';
import type { FilledTemplate } from './script.ts';
import { argumentsOf, child, commandName, commandsIn, type ShNode } from './syntax.ts';
import { type Assigned, wordText } from './words.ts';

/** A command with the texts of its words. */
interface Command {
  readonly node: ShNode;
  readonly name: string;
  readonly args: readonly ShNode[];
  readonly texts: readonly AssembledText[];
}

const CLIENTS: Readonly<Record<string, string>> = {
  pg_isready: 'postgres',
  psql: 'postgres',
  pg_dump: 'postgres',
  mysql: 'mysql',
  mysqladmin: 'mysql',
  'mariadb-admin': 'mysql',
  mariadb: 'mysql',
  'redis-cli': 'redis',
};
const WAITS = /^(wait-for-it|wait-for|wait_for_it|wait_for|waitforit|wait-for-tcp|wait4ports)(\.sh)?$/;
/** Commands that hand on to the one behind them. */
const WRAPPERS = /^(exec|timeout|nohup|sudo|time|gosu|su-exec|tini|dumb-init|until|env|command)$/;

const OF_THIS_HOST = /^(\w+:\/\/)?(localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0)(:|\/|$)/;

/** Hosts that a script waits for or asks. */
export function outboundCalls(root: ShNode, assigned: Assigned, originOf: (node: ShNode) => Origin): OutboundCall[] {
  return commandsIn(root).flatMap((node) => {
    const command = commandOf(node, assigned);
    return targetsOf(command).flatMap(({ target, protocol, at }) => {
      const value = withStandardPort(codeValue(target), protocol);
      if (value.kind === 'computed' || OF_THIS_HOST.test(literalOf(target) ?? '')) return [];
      return [{ target: value, protocol, at: originOf(at) }];
    });
  });
}

function commandOf(node: ShNode, assigned: Assigned): Command {
  let [name, args] = [commandName(node), argumentsOf(node)];
  for (let depth = 0; depth < 4 && WRAPPERS.test(name); depth += 1) {
    const at = args.findIndex(({ text }) => !/^-|=|^\d+[smh]?$/.test(text));
    if (at < 0) break;
    const word = args[at]?.text ?? '';
    [name, args] = [word.slice(word.lastIndexOf('/') + 1), args.slice(at + 1)];
  }
  return { node, name, args, texts: args.map((each) => wordText(each, assigned)) };
}

interface Target {
  readonly target: AssembledText;
  readonly protocol: string;
  readonly at: ShNode;
}

function targetsOf(command: Command): Target[] {
  const { name, args, texts } = command;
  if (name === 'dockerize') return args.flatMap((_, at) => (args[at - 1]?.text === '-wait' ? waited(command, at) : []));
  if (WAITS.test(name)) return waitedFor(command);
  if (name === 'nc' || name === 'ncat' || name === 'netcat') return byTwoWords(command);
  if (name === 'curl' || name === 'wget') {
    const at = texts.findIndex(({ parts: [first] }) =>
      typeof first === 'string' ? /^https?:\/\//.test(first) : false,
    );
    const [target, node] = [texts[at], args[at]];
    return target && node ? [{ target, protocol: 'http', at: node }] : [];
  }
  const protocol = CLIENTS[name];
  const host = protocol && (optionOf(command, 'h', 'host') ?? undefined);
  if (protocol === undefined || !host) return [];
  const port = optionOf(command, name === 'mysql' || name.startsWith('mysqladmin') ? 'P' : 'p', 'port');
  return [{ target: port ? concat([host.text, fixed(':'), port.text]) : host.text, protocol, at: host.node }];
}

function waited({ texts, args }: Command, at: number): Target[] {
  const [text, node] = [texts[at], args[at]];
  if (text === undefined || node === undefined) return [];
  const [first, ...rest] = text.parts;
  if (typeof first !== 'string') return [{ target: text, protocol: 'tcp', at: node }];
  const scheme = /^(\w+):\/\//.exec(first)?.[1] ?? 'tcp';
  if (scheme === 'file' || scheme === 'unix') return [];
  const target = /^https?$/.test(scheme) ? text : concat([fixed(first.replace(/^\w+:\/\//, '')), { parts: rest }]);
  return [{ target, protocol: /^https?$/.test(scheme) ? 'http' : 'tcp', at: node }];
}

/** `wait-for-it db:5432 -t 60`, `wait-for-it -h db -p 5432`. */
function waitedFor(command: Command): Target[] {
  const host = optionOf(command, 'h', 'host');
  const port = optionOf(command, 'p', 'port');
  if (host && port) return [{ target: concat([host.text, fixed(':'), port.text]), protocol: 'tcp', at: host.node }];
  const end = command.args.findIndex(({ text }) => text === '--');
  return command.args
    .slice(0, end < 0 ? undefined : end)
    .flatMap((_, at) => (/:/.test(shownOf(command.texts[at])) ? waited(command, at) : []));
}

function byTwoWords({ args, texts }: Command): Target[] {
  const words = args.flatMap((node, at) => {
    const text = texts[at];
    const isValue = /^-[wi]$/.test(args[at - 1]?.text ?? '');
    return text && !node.text.startsWith('-') && !isValue ? [{ node, text }] : [];
  });
  const [host, port] = words;
  return host && port ? [{ target: concat([host.text, fixed(':'), port.text]), protocol: 'tcp', at: host.node }] : [];
}

function shownOf(text: AssembledText | undefined): string {
  return text?.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('') ?? '';
}

/** `-h db`, `-hdb`, `--host db`, `--host=db`. */
function optionOf(
  { args, texts }: Command,
  short: string,
  long: string,
): { readonly text: AssembledText; readonly node: ShNode } | undefined {
  for (const [at, node] of args.entries()) {
    const [next, nextNode] = [texts[at + 1], args[at + 1]];
    if ((node.text === `-${short}` || node.text === `--${long}`) && next && nextNode)
      return { text: next, node: nextNode };
    const [first, ...rest] = texts[at]?.parts ?? [];
    const start = typeof first === 'string' ? new RegExp(`^(--${long}=|-${short}(?=.|$))`).exec(first)?.[0] : undefined;
    if (typeof first === 'string' && start !== undefined && (start.length < first.length || rest.length > 0))
      return { text: concat([fixed(first.slice(start.length)), { parts: rest }]), node };
  }
  return undefined;
}

/** Files into which a script fills the environment. */
export function filledTemplates(root: ShNode, assigned: Assigned): FilledTemplate[] {
  return commandsIn(root).flatMap((node) => {
    const command = commandOf(node, assigned);
    if (command.name === 'envsubst') return bySubstitution(command, assigned);
    const option =
      command.name === 'dockerize' ? /^-template$/ : command.name === 'gomplate' ? /^(-f|--file)$/ : undefined;
    if (option === undefined) return [];
    const by = command.name === 'gomplate' ? ('gomplate' as const) : ('dockerize' as const);
    return command.args.flatMap((_, at) => {
      const path = option.test(command.args[at - 1]?.text ?? '')
        ? literalOf(command.texts[at] ?? { parts: [] })
        : undefined;
      return path ? [{ path: path.split(':')[0] ?? path, by }] : [];
    });
  });
}

/** `envsubst '$A $B' < in > out`, `cat in | envsubst > out`. */
function bySubstitution({ node, args, texts }: Command, assigned: Assigned): FilledTemplate[] {
  const [list] = args[0]?.text.startsWith('-') ? [] : texts;
  const names = list && [...shownList(list).matchAll(/\$\{?(\w+)\}?/g)].map(([, name = '']) => name);
  const path = inputOf(node, assigned);
  return path === undefined ? [] : [{ path, by: 'envsubst', ...(names && names.length > 0 && { names }) }];
}

/** In double quotes without a backslash the shell fills the list in itself; what was meant are its names all the same. */
function shownList(text: AssembledText): string {
  return text.parts
    .map((part) => (typeof part === 'string' ? part : part === null ? '' : `$${part.variable}`))
    .join('');
}

function inputOf(node: ShNode, assigned: Assigned): string | undefined {
  for (const around of ancestorsOf(node)) {
    if (around.type === 'redirected_statement') {
      const source = around.children.find(({ type, text }) => type === 'file_redirect' && text.startsWith('<'));
      const word = child(source, 'destination');
      if (word) return literalOf(wordText(word, assigned));
    }
    if (around.type === 'pipeline') {
      const [first] = around.children;
      const before = first && commandsIn(first)[0];
      const file = before && commandName(before) === 'cat' ? argumentsOf(before)[0] : undefined;
      return file && literalOf(wordText(file, assigned));
    }
    if (around.type === 'program') return undefined;
  }
  return undefined;
}

/** Scripts that a script runs: `sh /wait.sh`, `exec /app/start.sh "$@"`. */
export function scriptsRun(root: ShNode, assigned: Assigned): string[] {
  return commandsIn(root).flatMap((node) => {
    const command = commandOf(node, assigned);
    const whole = child(node, 'name')?.text ?? '';
    if (TAKES_IN.test(whole)) return [];
    const words = [whole, ...argumentsOf(node).map((each) => literalOf(wordText(each, assigned)) ?? '')];
    if (/^(ba|da|a|k|z)?sh$/.test(command.name)) {
      const path = command.texts
        .map((each) => literalOf(each) ?? '')
        .find((each) => each !== '' && !each.startsWith('-'));
      return path && !/\s/.test(path) ? [path] : [];
    }
    return words.slice(0, 3).filter((word) => /^[\w./-]+\.(sh|bash)$/.test(word) && word.includes('/'));
  });
}

const TAKES_IN = /^(\.|source)$/;

/** Files that a script takes in: `. ./env.sh`, `source /vault/secrets/config`; undefined where the name is computed. */
export function filesTakenIn(root: ShNode, assigned: Assigned): (string | undefined)[] {
  return commandsIn(root).flatMap((node) => {
    const [first] = TAKES_IN.test(child(node, 'name')?.text ?? '') ? argumentsOf(node) : [];
    return first ? [literalOf(wordText(first, assigned))] : [];
  });
}
