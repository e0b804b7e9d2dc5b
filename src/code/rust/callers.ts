import type { ExportedBinding } from '../language.ts';
import { absenceOf, sitesOf } from './absence.ts';
import { boundTo } from './bound.ts';
import type { CallSite } from './call.ts';
import type { RustReader } from './reader.ts';
import { child, type RsNode } from './syntax.ts';

const MOST_DEPTH = 6;

/**
 * Whether everyone that calls a function goes on without what it gives: `S3Config::from_env().ok()`. Of callers in
 * other files their bindings tell.
 */
export function borneBy(owner: RsNode | undefined, reader: RustReader, depth: number): boolean {
  const name = child(owner, 'name')?.text;
  if (owner === undefined || name === undefined || name === 'main' || depth > MOST_DEPTH) return false;
  const sites = sitesOf(name, owner, reader);
  if (sites.length > 0)
    return sites.every(
      (site) => absenceOf(site.node, reader, depth + 1).outcome !== 'exits' && isSettled(site, reader, depth),
    );
  const told = boundTo(borneName(name, ownerType(owner)), reader.context.bindings, reader.file.path);
  return told?.kind === 'literal' && told.text === 'borne';
}

/** What is returned once more is borne only where that is known of the next caller. */
function isSettled(site: CallSite, reader: RustReader, depth: number): boolean {
  return absenceOf(site.node, reader, depth + 1).outcome !== 'returned';
}

function ownerType(owner: RsNode): string {
  const around = owner.parent?.parent;
  return around?.type === 'impl_item' ? (child(around, 'type')?.text ?? '') : '';
}

function borneName(name: string, type: string): string {
  return `${name}.borne ${type}`;
}

/** What this file does with the failures of functions that others define. */
export function borneBindings(reader: RustReader): ExportedBinding[] {
  const { file } = reader;
  return file.calls.flatMap((call): ExportedBinding[] => {
    if (call.receiver || file.functions.has(call.name) || !/^[a-z]/.test(call.name)) return [];
    if (!/(env|config|conf|settings|load|init|new|from|get|try|build|create|connect)/i.test(call.name)) return [];
    const { outcome } = absenceOf(call.node, reader);
    if (call.node.parent?.type === 'arguments' || outcome === 'returned') return [];
    const type = /^[A-Z]/.test(call.callee.split('::').at(-2) ?? '') ? (call.callee.split('::').at(-2) ?? '') : '';
    const value = { kind: 'literal' as const, text: outcome === 'exits' ? 'demanded' : 'borne' };
    return [{ name: borneName(call.name, type), path: file.path, value, usedBeside: `fn ${call.name}` }];
  });
}
