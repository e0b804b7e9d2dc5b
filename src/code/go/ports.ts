import type { ListenPort } from '../../shape/code-facts.ts';
import { splitAddress } from '../address.ts';
import { literalOf } from '../assembled-text.ts';
import { calleeName, type GoCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { fieldOf, importsAny, isEmpty, literalsOf, placedTexts } from './facts.ts';
import type { GoReader } from './reader.ts';
import { codeValue, variable } from './text.ts';
import type { GoNode } from './tree.ts';

const GIN = /gin-gonic\/gin$/;
const ECHO = /labstack\/echo/;
const FIBER = /gofiber\/fiber/;

/** Ports that the code listens on: net/http, net, gin, echo, fiber, fasthttp. */
export function listenPorts(reader: GoReader): ListenPort[] {
  const byCall = reader.file.calls.flatMap((call) => {
    if (isGinDefault(call, reader))
      return [{ port: codeValue(variable('PORT', '8080')), at: reader.file.origin(call.nameNode) }];
    const address = addressOf(call, reader);
    return address ? listensAt(address, reader) : [];
  });
  const byServer = literalsOf(reader).flatMap(({ type, node }) => {
    const address = /^&?http\.Server$/.test(type) ? fieldOf(node, 'Addr') : undefined;
    return address ? listensAt(address, reader) : [];
  });
  return [...byCall, ...byServer];
}

/** `router.Run()` listens on `PORT`, else on 8080. */
export function isGinDefault(call: GoCall, reader: GoReader): boolean {
  return call.name === 'Run' && call.args.length === 0 && call.package === undefined && isRouter(call, GIN, reader);
}

function isRouter(call: GoCall, framework: RegExp, reader: GoReader): boolean {
  if (call.receiver === undefined || !importsAny(reader, framework)) return false;
  const values = reader.file.assignments.get(call.receiver.text) ?? [];
  // `cmd.Run()` in a file that imports gin as well: only what was made by the framework, or came in, is a router.
  return (
    values.every(({ value }) => value === undefined || !/^(exec|t|m|suite)\./.test(value.text)) &&
    !/^(cmd|exec)/.test(call.receiver.text)
  );
}

function addressOf(call: GoCall, reader: GoReader): GoNode | undefined {
  const [first, second, third] = call.args;
  const name = calleeName(call);
  if (/^(http|fasthttp)\.ListenAndServe(TLS)?$/.test(name)) return first;
  if (/^(net|tls)\.Listen$/.test(name)) return isNetwork(first, reader) ? second : undefined;
  if (call.package !== undefined || call.receiver === undefined) return undefined;
  if (call.name === 'Listen' && third) return isNetwork(second, reader) ? third : undefined;
  if (/^Run(TLS)?$/.test(call.name) && isRouter(call, GIN, reader)) return first;
  if (/^Start(TLS|AutoTLS|H2CServer)?$/.test(call.name) && isRouter(call, ECHO, reader)) return first;
  if (/^Listen(TLS)?$/.test(call.name) && isRouter(call, FIBER, reader)) return first;
  return undefined;
}

function isNetwork(node: GoNode | undefined, reader: GoReader): boolean {
  return node !== undefined && /^(tcp[46]?|)$/.test(literalOf(evaluate(node, reader)) ?? '');
}

function listensAt(address: GoNode, reader: GoReader): ListenPort[] {
  return placedTexts(address, reader).flatMap(({ text, at }) => {
    const { host, port } = splitAddress(text);
    // An empty address is ":http"; port 0 is any free port, for tests.
    if (isEmpty(text) || literalOf(port) === '0') return [];
    return [{ port: codeValue(port), ...(host && { host: codeValue(host) }), at }];
  });
}
