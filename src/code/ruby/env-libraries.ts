import { fixed } from '../assembled-text.ts';
import type { RawAccess } from './accesses.ts';
import type { Reading } from './reading.ts';
import { callOf, constantName, type RbCall } from './syntax.ts';

/** Reads through libraries: Figaro, dotenv, ENVied. */
export function libraryAccesses(reading: Reading): RawAccess[] {
  if (!/\b(Figaro|Dotenv|ENVied)\b/.test(reading.file.text)) return [];
  return reading.file.calls.flatMap((call) => [...figaro(call), ...demandedKeys(call), ...envied(call)]);
}

/** `Figaro.env.stripe_key!`, `Figaro.env.stripe_key?`. */
function figaro(call: RbCall): RawAccess[] {
  const outer = call.receiver && callOf(call.receiver);
  if (outer?.name !== 'env' || constantName(outer.receiver) !== 'Figaro') return [];
  const ending = /[!?]$/.exec(call.name)?.[0];
  return [
    {
      node: call.node,
      nameNode: call.nameNode,
      name: fixed(call.name.replace(/[!?]$/, '').toUpperCase()),
      form: ending === '!' ? 'strict' : ending === '?' ? 'presence' : 'lenient',
      via: 'Figaro',
    },
  ];
}

/** `Figaro.require_keys('A', 'B')`, `Dotenv.require_keys(…)`. */
function demandedKeys({ name, receiver, args, node }: RbCall): RawAccess[] {
  const library = constantName(receiver);
  if (name !== 'require_keys' || !/^(Figaro|Dotenv)$/.test(library ?? '')) return [];
  const names = args.flatMap((each) =>
    each.type === 'array' || each.type === 'string_array' ? each.children : [each],
  );
  return [{ node, nameNode: undefined, name: fixed(''), names, form: 'strict', via: library ?? '' }];
}

/** `ENVied.STRIPE_KEY` fails at start when it is not there. */
function envied({ node, name, nameNode, receiver }: RbCall): RawAccess[] {
  if (constantName(receiver) !== 'ENVied' || !/^[A-Z][A-Z0-9_]*$/.test(name)) return [];
  return [{ node, nameNode, name: fixed(name), form: 'strict', via: 'ENVied' }];
}
