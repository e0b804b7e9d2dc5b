import type { ListenPort } from '../../shape/code-facts.ts';
import { codeValue } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { defaultOf } from '../stand-in.ts';
import type { Syntax } from '../syntax.ts';
import { argumentAt, bare, callOf, type JvmCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport, receiverTexts } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';

interface Server {
  readonly name: RegExp;
  readonly imports: RegExp;
  readonly receiver?: RegExp;
  readonly port: number;
  readonly host?: number;
  /** The port when none is given. */
  readonly standard?: string;
}

const SERVERS: readonly Server[] = [
  { name: /^embeddedServer$/, imports: /io\.ktor/, port: 1, host: 2, standard: '80' },
  { name: /^start$/, imports: /io\.javalin/, receiver: /Javalin|app|create|routes|server/i, port: 0, standard: '8080' },
  { name: /^port$/, imports: /^spark(\.|$)/, port: 0 },
  { name: /^setPort$/, imports: /^spark(\.|$)/, port: 0 },
  { name: /^listen$/, imports: /io\.vertx/, port: 0, host: 1 },
  { name: /^(forPort|grpcServerBuilder)$/, imports: /io\.grpc/, port: 0 },
  { name: /^ServerSocket$/, imports: /java\.net/, port: 0 },
  { name: /^addHttpListener$/, imports: /io\.undertow/, port: 0, host: 1 },
  { name: /^Server$/, imports: /org\.eclipse\.jetty/, port: 0 },
  {
    name: /^(Jetty|Netty|Undertow|SunHttp|ApacheServer|KtorCIO|KtorNetty)$/,
    imports: /org\.http4k/,
    port: 0,
    standard: '8000',
  },
  { name: /^bind$/, imports: /io\.netty/, receiver: /bootstrap/i, port: 0 },
  { name: /^HTTPServer$/, imports: /io\.prometheus/, port: 0 },
  { name: /^port$/, imports: /io\.prometheus/, receiver: /^(builder|HTTPServer)$/, port: 0 },
];

/** Ports that the code itself listens on. */
export function listenPorts(reader: JvmReader): ListenPort[] {
  return reader.file.calls.flatMap((call) => {
    const server = SERVERS.find(
      ({ name, imports, receiver }) =>
        name.test(call.name) &&
        holdsImport(reader.file, imports) &&
        (receiver === undefined || receiverTexts(call, reader).some((text) => receiver.test(text))),
    );
    return server ? portOf(call, server, reader) : addressPort(call, reader);
  });
}

function portOf(call: JvmCall, server: Server, reader: JvmReader): ListenPort[] {
  const port = argumentAt(call.args, ['port'], server.port);
  const host = argumentAt(call.args, ['host'], server.host);
  // `embeddedServer(factory, environment)`: the environment says where.
  const isOther = port === undefined || /(^|\.)\w*[eE]nvironment\b|applicationEngineEnvironment|::/.test(port.text);
  if (isOther) {
    const isPlain = call.args.length <= server.port && server.standard !== undefined;
    return isPlain && !server.name.test('embeddedServer')
      ? [{ port: { kind: 'literal', text: server.standard ?? '' }, at: reader.file.originOf(call.nameNode) }]
      : [];
  }
  return listen(port, host, reader);
}

function listen(port: Syntax, host: Syntax | undefined, reader: JvmReader): ListenPort[] {
  const text = evaluate(port, reader);
  // A list of options, an address that stands elsewhere.
  if (codeValue(text).kind === 'literal' && !/^\d{1,5}$/.test(defaultOf(text) ?? '')) return [];
  if (defaultOf(text) === '0') return [];
  const address = host && evaluate(host, reader);
  const isStated = address !== undefined && codeValue(address).kind !== 'computed';
  const isAll = isStated && /^(0\.0\.0\.0|::)$/.test(defaultOf(address) ?? '');
  return [
    {
      port: shownText(text, reader.context.secrets),
      ...(isStated && !isAll && { host: shownText(address, reader.context.secrets) }),
      at: reader.file.originOf(port),
    },
  ];
}

/** `HttpServer.create(new InetSocketAddress(8080), 0)`. */
function addressPort(call: JvmCall, reader: JvmReader): ListenPort[] {
  if (!/^(create|bind|forAddress)$/.test(call.name)) return [];
  const isServer = receiverTexts(call, reader).some((text) =>
    /HttpServer|HttpsServer|ServerBuilder|[sS]erver(Socket|Bootstrap|Channel)/.test(text),
  );
  const [first] = call.args;
  const address = first && callOf(bare(first.value));
  if (!isServer || address === undefined || address.name !== 'InetSocketAddress') return [];
  const [one, other] = address.args.map(({ value }) => value);
  const port = other ?? one;
  return port ? listen(port, other ? one : undefined, reader) : [];
}
