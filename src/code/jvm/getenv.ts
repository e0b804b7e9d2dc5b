import type { Syntax } from '../syntax.ts';
import { bare, type JvmCall } from './call.ts';
import type { JvmIndex } from './model.ts';

/** `System.getenv()`, or a variable that holds it: the environment as a map. */
export function isGetenv(node: Syntax | undefined, file: JvmIndex): boolean {
  if (node === undefined) return false;
  const inner = bare(node);
  const call = file.callAt.get(inner);
  if (call) return call.name === 'getenv' && call.args.length === 0 && isOfSystem(call, file);
  if (inner.type !== 'identifier') return false;
  const values = (file.variables.get(inner.text) ?? []).flatMap(({ value }) => value ?? []);
  return values.some((value) => {
    const held = file.callAt.get(value);
    return held?.name === 'getenv' && held.args.length === 0 && isOfSystem(held, file);
  });
}

function isOfSystem({ receiver }: JvmCall, file: JvmIndex): boolean {
  if (receiver === undefined) return file.imports.get('getenv') === 'java.lang.System.getenv';
  return /^(java\.lang\.)?System$/.test(receiver.text);
}

export interface GetenvName {
  /** The expression that names the variable. */
  readonly node: Syntax;
  readonly via: string;
  readonly fallback?: Syntax;
  /** It only asks whether the variable is there. */
  readonly isPresence?: boolean;
}

/** The name that a call reads from the environment: `System.getenv("X")`, `env.getOrDefault("X", "d")`, dotenv. */
export function getenvName(call: JvmCall, file: JvmIndex): GetenvName | undefined {
  const [first, second] = call.args.map(({ value }) => value);
  if (first === undefined) return undefined;
  if (call.name === 'getenv') return isOfSystem(call, file) ? { node: first, via: 'System.getenv' } : undefined;
  if (isGetenv(call.receiver, file)) {
    if (call.name === 'get') return { node: first, via: 'System.getenv' };
    if (call.name === 'getOrDefault' && second) return { node: first, via: 'System.getenv', fallback: second };
    if (call.name === 'getOrElse')
      return { node: first, via: 'System.getenv', ...(call.block && { fallback: call.block }) };
    if (call.name === 'containsKey' || call.name === 'contains')
      return { node: first, via: 'System.getenv', isPresence: true };
    return undefined;
  }
  if (call.name !== 'get' || !isDotenv(call.receiver, file)) return undefined;
  return { node: first, via: 'dotenv', ...(second && { fallback: second }) };
}

/** An object of dotenv-java or dotenv-kotlin, which ask the environment first. */
export function isDotenv(node: Syntax | undefined, file: JvmIndex): boolean {
  if (node === undefined || !file.importTexts.some((text) => text.startsWith('io.github.cdimascio'))) return false;
  const inner = bare(node);
  if (/\b[Dd]otenv\b/.test(inner.text) && inner.type !== 'identifier') return true;
  const known = file.variables.get(inner.text) ?? [];
  return known.some(({ type, value }) => type === 'Dotenv' || /\b[Dd]otenv\b/.test(value?.text ?? ''));
}
