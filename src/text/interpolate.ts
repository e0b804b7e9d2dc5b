// Variables in text the way Compose and dotenv files write them: $NAME, ${NAME}, ${NAME:-default} and so on, $$ for a $.

/** `:-` and `-` default, `:?` and `?` refuse, `:+` and `+` replace; the colon counts an empty value as not set. */
export type InterpolationOperator = ':-' | '-' | ':?' | '?' | ':+' | '+';

export type InterpolationPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator?: InterpolationOperator;
      /** What stands behind the operator, variables in it included. */
      readonly operand: readonly InterpolationPart[];
      /** Where the `$` stands, counted from 0 in the whole text. */
      readonly offset: number;
    };

export interface Interpolation {
  readonly parts: readonly InterpolationPart[];
  /** Offsets of every `${` that opens no variable: Compose refuses the file. */
  readonly invalid: readonly number[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const OPERATOR = /^:?[-?+]/;
/** Deeper nesting is no configuration. */
const MOST_DEPTH = 50;

/** Splits a text into literal text and variables; every text gives a result. */
export function parseInterpolation(text: string): Interpolation {
  const invalid: number[] = [];
  return { parts: parseParts(text, { base: 0, depth: 0, invalid, closes: closingBraces(text) }), invalid };
}

interface Scan {
  readonly base: number;
  readonly depth: number;
  readonly invalid: number[];
  /** Of the whole text: where a `${` stands to where its brace closes. */
  readonly closes: ReadonlyMap<number, number>;
}

function parseParts(text: string, scan: Scan): InterpolationPart[] {
  const parts: InterpolationPart[] = [];
  let literal = '';
  let at = 0;
  for (let dollar = text.indexOf('$'); dollar !== -1; dollar = text.indexOf('$', at)) {
    literal += text.slice(at, dollar);
    const found = variableAt(text, dollar, scan);
    at = found.end;
    if ('literal' in found) literal += found.literal;
    else {
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push(found.part);
    }
  }
  literal += text.slice(at);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

type Found = { readonly end: number } & ({ readonly literal: string } | { readonly part: InterpolationPart });

function variableAt(text: string, dollar: number, scan: Scan): Found {
  const offset = scan.base + dollar;
  const next = text[dollar + 1];
  if (next === '$') return { end: dollar + 2, literal: '$' };
  if (next === '{') return bracedAt(text, dollar, scan);
  const name = NAME.exec(text.slice(dollar + 1))?.[0];
  // A lone $ (`$1`, `$(date)`) is text.
  if (name === undefined) return { end: dollar + 1, literal: '$' };
  return { end: dollar + 1 + name.length, part: { kind: 'variable', name, operand: [], offset } };
}

function bracedAt(text: string, dollar: number, scan: Scan): Found {
  const offset = scan.base + dollar;
  const close = (scan.closes.get(offset) ?? offset) - scan.base;
  const inner = text.slice(dollar + 2, close);
  const name = NAME.exec(inner)?.[0];
  const rest = inner.slice(name?.length ?? 0);
  const operator = OPERATOR.exec(rest)?.[0];
  if (name === undefined || (rest !== '' && !isOperator(operator)) || scan.depth > MOST_DEPTH) {
    scan.invalid.push(offset);
    return { end: dollar + 2, literal: '${' };
  }
  if (!isOperator(operator)) return { end: close + 1, part: { kind: 'variable', name, operand: [], offset } };
  const operandAt = dollar + 2 + name.length + operator.length;
  const operand = parseParts(text.slice(operandAt, close), {
    ...scan,
    base: scan.base + operandAt,
    depth: scan.depth + 1,
  });
  return { end: close + 1, part: { kind: 'variable', name, operator, operand, offset } };
}

function isOperator(text: string | undefined): text is InterpolationOperator {
  return text !== undefined;
}

/** Every `${` that is closed, found in one pass: inner pairs are skipped, as Compose counts them. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: token } of text.matchAll(/\$\{|\}/g)) {
    if (token !== '}') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) closes.set(start, index);
    }
  }
  return closes;
}
