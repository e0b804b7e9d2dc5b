import { isSensitiveText } from '../../secrets/sensitive-text.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { CodeValue } from '../../shape/code-facts.ts';
import type { Syntax } from '../syntax.ts';
import { entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { templateOf } from './value-parts.ts';
import type { Evaluate } from './values.ts';

const URL_KEYS = [
  'url',
  'uri',
  'connectionString',
  'connectionUri',
  'node',
  'nodes',
  'baseURL',
  'baseUrl',
  'prefixUrl',
  'target',
  'servers',
  'brokers',
  'contactPoints',
  'endpoint',
];
const HOST_KEYS = ['host', 'hostname', 'endPoint', 'server'];

/** What a client talks to, from its first argument: text, or an object of options. */
export function endpointOf(node: Syntax, module: SourceModule, evaluate: Evaluate): CodeValue | undefined {
  const options = objectBehind(node, module);
  if (!options) {
    const inner = unwrap(node);
    const first = inner.type === 'array' ? inner.children[0] : inner;
    return first && first !== inner ? endpointOf(first, module, evaluate) : evaluate(inner);
  }
  for (const key of URL_KEYS) {
    const entry = entryOfObject(options, key);
    const value = entry && endpointOf(entry, module, evaluate);
    if (value && value.kind !== 'computed') return value;
  }
  const socket = entryOfObject(options, 'socket') ?? entryOfObject(options, 'connection');
  if (socket) return endpointOf(socket, module, evaluate);
  const host = HOST_KEYS.map((key) => entryOfObject(options, key)).find((entry) => entry);
  return host && withPort(evaluate(host), entryOfObject(options, 'port'), evaluate);
}

/** `host:port`, or the host alone when nothing is known of the port. */
export function withPort(host: CodeValue, port: Syntax | undefined, evaluate: Evaluate): CodeValue {
  const number = port && evaluate(port);
  if (!number || number.kind === 'computed' || host.kind === 'computed') return host;
  return templateOf([host, { kind: 'literal', text: ':' }, number]);
}

export function objectBehind(node: Syntax, module: SourceModule): Syntax | undefined {
  const inner = unwrap(node);
  if (inner.type === 'object') return inner;
  const binding = /identifier$/.test(inner.type) ? module.scopes.resolve(inner) : undefined;
  const value = binding?.value && binding.keys.length === 0 && !binding.parameter ? unwrap(binding.value) : undefined;
  return value?.type === 'object' ? value : undefined;
}

/** The value without credentials; those that it held are made known to the vault. */
export function withoutCredentials(value: CodeValue, secrets: Vault): CodeValue {
  const clean = (text: string): string => {
    if (isSensitiveText(text)) secrets.hide(text);
    return text.replace(/:\/\/[^/\s@]*@/, '://');
  };
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', text: clean(value.text) };
    case 'variable':
      return { ...value, ...(value.fallback !== undefined && { fallback: clean(value.fallback) }) };
    case 'template':
      return {
        kind: 'template',
        parts: afterCredentials(value.parts).map((part) =>
          typeof part === 'string'
            ? clean(part)
            : { ...part, ...(part.fallback !== undefined && { fallback: clean(part.fallback) }) },
        ),
      };
    case 'computed':
      return value;
  }
}

type Parts = Extract<CodeValue, { kind: 'template' }>['parts'];

/** `amqp://${USER}:${PASSWORD}@${HOST}` → `amqp://${HOST}`. */
function afterCredentials(parts: Parts): Parts {
  const start = parts[0];
  const scheme = typeof start === 'string' ? /^[a-z][a-z0-9+.-]*:\/\//i.exec(start)?.[0] : undefined;
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('@'));
  const closing = parts[at];
  if (scheme === undefined || at < 1 || typeof closing !== 'string') return parts;
  const rest = closing.slice(closing.indexOf('@') + 1);
  const head = scheme + rest;
  return [head, ...parts.slice(at + 1)];
}
