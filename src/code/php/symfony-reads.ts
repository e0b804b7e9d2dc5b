import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import type { ReadContext } from '../language.ts';
import { type EnvPlaceholder, placeholdersOf } from './env-processors.ts';
import type { Leaf } from './symfony-file.ts';
import type { SymfonyValues } from './symfony-values.ts';

/** The variables that a file of configuration asks for: without a value, Symfony throws where it is used. */
export function symfonyReads(
  leaves: readonly Leaf[],
  values: SymfonyValues,
  { secrets }: ReadContext,
): EnvironmentRead[] {
  return leaves.flatMap((leaf) =>
    placeholdersOf(leaf.text).map((placeholder): EnvironmentRead => {
      const { name, type } = placeholder;
      const fallback = standInOf(placeholder, leaf, values);
      const isOptional = fallback !== undefined || placeholder.standIn !== undefined;
      return {
        name,
        dynamic: false,
        at: placeOf(leaf, placeholder),
        ...(fallback && {
          default: {
            value: fallback.text === undefined ? 'computed' : secrets.value(name, fallback.text),
            at: fallback.at,
          },
        }),
        need: isOptional ? 'optional' : 'required',
        ...(!isOptional && { enforced: true }),
        when: 'start',
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: type === 'integer' && /(^|_)PORT$/.test(name) ? 'port' : type,
        via: '%env()%',
      };
    }),
  );
}

function placeOf({ at, isVerbatim, text }: Leaf, { at: offset }: EnvPlaceholder): Leaf['at'] {
  const before = text.slice(0, offset);
  return isVerbatim && !before.includes('\n') ? { ...at, column: at.column + offset } : at;
}

/** `default:fallback:X`, a parameter `env(X)`, a line of .env. */
function standInOf(
  { name, standIn }: EnvPlaceholder,
  leaf: Leaf,
  values: SymfonyValues,
): { readonly text: string | undefined; readonly at: Leaf['at'] } | undefined {
  if (standIn?.parameter !== undefined) {
    const text = values.parameter(standIn.parameter);
    return { text: text && literalOf(text), at: leaf.at };
  }
  return values.defaultOf(name);
}
