import { contains } from '../syntax.ts';
import { type Absence, absenceOf } from './absence.ts';
import type { CallSite } from './call.ts';
import { isDirectRead } from './direct-reads.ts';
import { namesOf } from './names.ts';
import type { RustReader } from './reader.ts';

const FALLS_BACK = /^(or|or_else|unwrap_or|unwrap_or_else)$/;

/** Other variables that serve as well, and what becomes of it when none of them is set. */
export function alternativesOf(
  call: CallSite,
  reader: RustReader,
): { readonly others: readonly string[]; readonly decides?: Absence } {
  const chains = reader.file.calls.filter(
    ({ name, receiver, node }) => receiver !== undefined && FALLS_BACK.test(name) && contains(node, call.node),
  );
  const whole = chains.find((chain) => readsIn(chain, reader).length > 1);
  if (whole === undefined) return { others: [] };
  const reads = readsIn(whole, reader).sort((a, b) => a.node.start - b.node.start);
  const others = reads.flatMap((each) => (each === call ? [] : namesIn(each, reader)));
  const last = reads.at(-1);
  return { others: [...new Set(others)], ...(last && { decides: absenceOf(last.node, reader) }) };
}

function readsIn(chain: CallSite, reader: RustReader): CallSite[] {
  return reader.file.calls.filter((each) => contains(chain.node, each.node) && isRead(each, reader));
}

function isRead(call: CallSite, reader: RustReader): boolean {
  return isDirectRead(call) || (reader.helpers.has(call.name) && call.args.length > 0);
}

function namesIn(call: CallSite, reader: RustReader): string[] {
  const helper = isDirectRead(call) ? undefined : reader.helpers.get(call.name);
  const argument = call.args[helper?.nameParameter ?? 0];
  return argument ? namesOf(argument, reader, helper?.prefix ?? '').map(({ name }) => name) : [];
}
