import type { ListenPort } from '../../shape/code-facts.ts';
import { splitAddress } from '../address.ts';
import { codeValue, literalOf, variable } from '../assembled-text.ts';
import type { CallSite } from './call.ts';
import { mentions, placedTexts } from './facts.ts';
import type { RustReader } from './reader.ts';
import type { RsNode } from './syntax.ts';
import { isEmpty } from './text.ts';

/** Ports that the code listens on: tokio, std, hyper, axum, actix, rocket, warp, tonic, tide, poem, salvo. */
export function listenPorts(reader: RustReader): ListenPort[] {
  return reader.file.calls.flatMap((call) => {
    const address = addressOf(call, reader);
    return address ? listensAt(address, reader) : isRocket(call) ? [rocketPort(call, reader)] : [];
  });
}

const BINDS =
  /(^|::)(TcpListener::(bind|new)|(axum::|hyper::|axum_server::)?Server::(bind|try_bind)|axum_server::(bind|bind_rustls|bind_openssl))$/;

const ACTIX = /HttpServer/;
const TIDE = /\btide::/;
const TONIC = /tonic::transport::(\{[^}]*)?Server/;

function addressOf(call: CallSite, { file }: RustReader): RsNode | undefined {
  const { callee, name, args, receiver } = call;
  const [first] = args;
  if (BINDS.test(callee)) return first;
  if (receiver === undefined) return undefined;
  if (/^(bind|bind_rustls\w*|bind_openssl|bind_auto_h2c|bind_uds)$/.test(name) && name !== 'bind_uds')
    return mentions(file, ACTIX) && args.length > 0 && !/query|Socket::new/.test(receiver.text) ? first : undefined;
  if (/^(run|bind_with_graceful_shutdown|try_bind)$/.test(name) && /\bwarp::serve\b/.test(receiver.text)) return first;
  const isTonic = /\bServer::builder\b|\.add_(optional_)?service\b/.test(receiver.text) || mentions(file, TONIC);
  if (/^(serve|serve_with_shutdown)$/.test(name) && isTonic) return first;
  return name === 'listen' && mentions(file, TIDE) ? first : undefined;
}

function listensAt(address: RsNode, reader: RustReader): ListenPort[] {
  return placedTexts(address, reader).flatMap(({ text, at }) => {
    const { host, port } = splitAddress(text);
    // Port 0 is any free port, for tests.
    if (isEmpty(text) || literalOf(port) === '0') return [];
    return [{ port: codeValue(port), ...(host && { host: codeValue(host) }), at }];
  });
}

function isRocket({ callee }: CallSite): boolean {
  return /^rocket::(build|ignite)$/.test(callee);
}

/** Rocket listens where ROCKET_PORT says, else on 8000 of this machine alone. */
function rocketPort(call: CallSite, { file }: RustReader): ListenPort {
  return {
    port: codeValue(variable('ROCKET_PORT', { fallback: '8000' })),
    host: codeValue(variable('ROCKET_ADDRESS', { fallback: '127.0.0.1' })),
    at: file.originOf(call.nameNode),
  };
}
