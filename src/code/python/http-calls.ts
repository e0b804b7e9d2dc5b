import type { OutboundCall } from '../../shape/code-facts.ts';
import { argument, leadingText, startsWithVariable, urlTarget } from './call-values.ts';
import { calleeName, makerOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';

const HTTP_CALL =
  /^(requests|httpx)\.(get|post|put|patch|delete|head|options|request|stream)$|^urllib\.request\.(urlopen|Request|urlretrieve)$/;
const HTTP_OBJECT = /^(requests\.(Session|session)|httpx\.(Async)?Client|aiohttp\.ClientSession|urllib3\.PoolManager)$/;
const URL_KEYWORDS = ['base_url', 'endpoint_url', 'azure_endpoint', 'api_base', 'service_url'];

/** Calls over HTTP: URLs given to requests, httpx, aiohttp and urllib, and base URLs given to any client. */
export function httpCalls(reading: Reading): OutboundCall[] {
  const { module } = reading;
  return module.calls.flatMap((call) => {
    const callee = calleeName(module, call) ?? '';
    const method = methodOf(module, call);
    const isMethod =
      method !== undefined &&
      /^(get|post|put|patch|delete|head|options|request|stream|ws_connect)$/.test(method.name) &&
      HTTP_OBJECT.test(makerOf(module, method.object) ?? '');
    const isCall = HTTP_CALL.test(callee) || isMethod;
    const position =
      /(^|\.)(request|stream)$/.test(callee) || (isMethod && /^(request|stream)$/.test(method.name)) ? 1 : 0;
    const nodes = isCall
      ? [argument(reading, call, { names: ['url', 'fullurl'], position })]
      : [argument(reading, call, { names: URL_KEYWORDS })];
    return nodes.flatMap((node) => httpTarget(reading, node));
  });
}

function httpTarget(reading: Reading, node: PyNode | undefined): OutboundCall[] {
  const target = urlTarget(reading, node);
  if (node === undefined || target === undefined) return [];
  const isUrl = /^(https?|wss?):\/\//.test(leadingText(target)) || startsWithVariable(target);
  return isUrl ? [{ target, protocol: 'http', at: reading.module.originOf(node) }] : [];
}
