// What dotenv-expand does, as far as the file alone decides it: https://github.com/motdotla/dotenv-expand
import { deferred, plain, type Value } from '../../shape/value.ts';
import { type InterpolationPart, parseInterpolation } from '../../text/interpolate.ts';
import type { BoundedValues } from '../bounded-values.ts';

type Variable = Extract<InterpolationPart, { kind: 'variable' }>;

export interface Expansion {
  /** Values of the entries above. */
  readonly earlier: ReadonlyMap<string, Value>;
  readonly values: BoundedValues;
}

/** Longer texts are keys and certificates; to look for variables in them costs time and finds accidents. */
const MOST_CHARACTERS = 16_384;

/**
 * The value of `name` with `$X`, `${X}` and `${X:-default}` replaced by what stands above in the same file. A text that
 * refers to nothing stays as `dotenv` alone reads it (`pa$word`); `${X}` of an unknown X is decided at run time.
 */
export function expandValue(name: string, text: string, { earlier, values }: Expansion): Value {
  const whole = values.value(name, text);
  if (text.length > MOST_CHARACTERS) return whole;
  const escaped = text.replace(/\\\$|\$\$/g, (found) => (found === '$$' ? '$$$$' : '$$'));
  const { parts } = parseInterpolation(escaped);
  const isLive = (part: InterpolationPart) =>
    part.kind === 'variable' && (earlier.has(part.name) || escaped[part.offset + 1] === '{');
  if (!parts.some(isLive)) return whole;
  const joined = values.join(parts.map((part) => (part.kind === 'text' ? plain(part.text) : evaluated(part, escaped))));
  return joined.kind === 'plain' ? values.value(name, joined.text) : joined;

  function evaluated(part: Variable, source: string): Value {
    const known = earlier.get(part.name);
    const bare = part.operator === undefined && source[part.offset + 1] !== '{';
    if (bare) return known ?? plain(`$${part.name}`);
    const isSet = known !== undefined && !(part.operator?.startsWith(':') && isEmpty(known));
    switch (part.operator) {
      case ':-':
      case '-':
        return isSet ? known : operandOf(part, source);
      case ':+':
      case '+':
        return isSet ? operandOf(part, source) : plain('');
      default:
        return isSet ? known : deferred(`${part.name} from the shell`);
    }
  }

  function operandOf(part: Variable, source: string): Value {
    return values.join(
      part.operand.map((inner) => (inner.kind === 'text' ? plain(inner.text) : evaluated(inner, source))),
    );
  }
}

function isEmpty(value: Value): boolean {
  return value.kind === 'plain' ? value.text === '' : value.kind === 'secret' && value.secret.facets.empty;
}
