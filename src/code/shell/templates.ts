import type { Vault } from '../../secrets/vault.ts';
import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { positionsOf } from '../../text/position.ts';
import type { FilledTemplate } from './script.ts';

/** What a template asks of the environment when it is filled in: each variable once, where it stands first. */
export function templateReads(
  { path, text }: { readonly path: string; readonly text: string },
  { by, names }: FilledTemplate,
  secrets: Vault,
): EnvironmentRead[] {
  const position = positionsOf(text);
  const found = new Map<string, EnvironmentRead>();
  for (const { name, offset, fallback, isDemanded, isAsked } of by === 'envsubst'
    ? substituted(text)
    : goTemplate(text)) {
    if (found.has(name) || (names !== undefined && !names.includes(name))) continue;
    const at = { source: 'shell', path, ...position(offset) };
    found.set(name, {
      name,
      dynamic: false,
      at,
      ...(fallback !== undefined && { default: { value: secrets.value(name, fallback), at } }),
      need: fallback === undefined && !isAsked ? 'required' : 'optional',
      ...(isDemanded && fallback === undefined && { enforced: true }),
      when: 'start',
      conditional: false,
      alternatives: [],
      buildTime: false,
      type: 'unknown',
      via: by,
    });
  }
  return [...found.values()];
}

interface Placeholder {
  readonly name: string;
  readonly offset: number;
  readonly fallback?: string;
  /** Filling in fails without it. */
  readonly isDemanded?: boolean;
  /** Only whether it is set. */
  readonly isAsked?: boolean;
}

/** `$NAME` and `${NAME}`; envsubst knows no other form, and nginx's own variables are in lower case. */
function substituted(text: string): Placeholder[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|([A-Z_]\w*))/g)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? '';
    return /^[A-Z_][A-Z0-9_]*$/.test(name) ? [{ name, offset: match.index }] : [];
  });
}

const ACTION = /\{\{-?([^{}]*)-?\}\}/g;

const ASKS = /\b(if|with|or|and|isset|contains)\b/;

/** `{{ .Env.NAME }}`, `{{ getenv "NAME" "default" }}`, `{{ default .Env.NAME "default" }}`. */
function goTemplate(text: string): Placeholder[] {
  return [...text.matchAll(ACTION)].flatMap((action) => {
    const inner = action[1] ?? '';
    const start = action.index + action[0].indexOf(inner);
    const standIn = /\bdefault\s+(?:\.Env\.\w+\s+)?"([^"]*)"/.exec(inner)?.[1];
    const fields = [...inner.matchAll(/\.Env\.(\w+)/g)].map((match) => ({
      name: match[1] ?? '',
      offset: start + match.index,
      ...(standIn !== undefined ? { fallback: standIn } : { isDemanded: !ASKS.test(inner), isAsked: ASKS.test(inner) }),
    }));
    const calls = [...inner.matchAll(/\b(?:getenv|getv|env\.Getenv)\s+"\/?(\w+)"(?:\s+"([^"]*)")?/g)].map((match) => ({
      name: match[1] ?? '',
      offset: start + match.index,
      ...(match[2] !== undefined && { fallback: match[2] }),
    }));
    return [...fields, ...calls];
  });
}
