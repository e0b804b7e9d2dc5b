import type { OutboundCall } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import { shownValue } from './shown.ts';
import { argumentAt, argumentsOf, type CsNode, createdType } from './syntax.ts';
import { type CsText, targetValue } from './text.ts';
import { evaluate } from './values.ts';

const METHODS =
  /^(Get|Post|Put|Delete|Patch|GetString|GetStream|GetByteArray|GetFromJson|PostAsJson|PutAsJson|PatchAsJson|DeleteFromJson)(Async)?$/;

/** Requests to a whole URL: `client.GetAsync("http://orders/…")`, `new HttpRequestMessage(HttpMethod.Get, url)`. */
export function httpCalls(reading: Reading): OutboundCall[] {
  const { file } = reading;
  const ofMethods = file.calls.flatMap(({ name, object, args }) => {
    const url = object && METHODS.test(name) ? argumentAt(args, 0, 'requestUri') : undefined;
    return url ? requestTo(reading, url) : [];
  });
  const ofMessages = file.creations.flatMap((node) => {
    const url = createdType(node) === 'HttpRequestMessage' ? argumentAt(argumentsOf(node), 1, 'requestUri') : undefined;
    return url ? requestTo(reading, url) : [];
  });
  return [...ofMethods, ...ofMessages];
}

function requestTo(reading: Reading, node: CsNode): OutboundCall[] {
  const text = evaluate(reading, node);
  if (!isWhole(text)) return [];
  const target = shownValue(reading, targetValue(text));
  return target.kind === 'computed' ? [] : [{ target, protocol: 'http', at: reading.file.originOf(node) }];
}

/** A path alone goes to the client's base address. */
function isWhole(text: CsText): boolean {
  const [first, second] = text;
  if (typeof first === 'string') return /^https?:\/\/[^/]|^https?:\/\/$/.test(first);
  return (
    typeof first === 'object' &&
    first !== null &&
    (second === undefined || (typeof second === 'string' && /^[/:]/.test(second)))
  );
}
