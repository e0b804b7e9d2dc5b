import type { EnvFileLoad } from '../shape/code-facts.ts';
import type { Syntax } from './syntax.ts';

const VARIABLE =
  /^(?:process\.env\.(\w+)|process\.env\[['"](\w+)['"]\]|os\.environ\[['"](\w+)['"]\]|os\.(?:environ\.get|getenv|Getenv)\(\s*['"](\w+)['"]\s*(?:,\s*['"](\w*)['"]\s*)?\))\s*(===?|!==?)\s*['"`](\w*)['"`]$/;
/** Whether the file is there at all: without it nothing is loaded anyway. */
const ASKS_FOR_FILE = /exists|is_?file|\bStat\(|\baccess(Sync)?\(|\berr\b|find_dotenv/i;

/** The condition around a call that loads a dotenv file; nothing where it is always made. */
export function conditionOf(node: Syntax): Pick<EnvFileLoad, 'when'> {
  const found: NonNullable<EnvFileLoad['when']>[] = [];
  let inner = node;
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    const condition = askedBy(outer, inner);
    if (condition) found.push(...toldBy(condition));
    inner = outer;
  }
  const [first, ...more] = found;
  if (first === undefined) return {};
  return { when: more.length > 0 ? 'unknown' : first };
}

interface Asked {
  readonly condition: Syntax;
  readonly holds: boolean;
}

/** What `outer` asks before it comes to `inner`. */
function askedBy(outer: Syntax, inner: Syntax): Asked | undefined {
  const part = (field: string) => outer.children.find((child) => child.field === field);
  if (outer.type === 'if_statement' || outer.type === 'conditional_expression' || outer.type === 'ternary_expression') {
    const condition = part('condition');
    if (condition === undefined || (inner.field !== 'consequence' && inner.field !== 'alternative')) return undefined;
    return { condition, holds: inner.field === 'consequence' };
  }
  const operator = outer.type === 'binary_expression' ? part('operator')?.text : undefined;
  const left = part('left');
  if (left === undefined || inner.field !== 'right') return undefined;
  return operator === '&&' || operator === '||' ? { condition: left, holds: operator === '&&' } : undefined;
}

function toldBy({ condition, holds }: Asked): NonNullable<EnvFileLoad['when']>[] {
  const text = condition.text.replace(/^\((.*)\)$/s, '$1').trim();
  const match = VARIABLE.exec(text);
  if (match === null) return ASKS_FOR_FILE.test(text) ? [] : ['unknown'];
  const variable = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
  const isEqual = (match[6] ?? '').startsWith('=');
  const fallback = match[5];
  return [{ variable, text: match[7] ?? '', holds: isEqual === holds, ...(fallback !== undefined && { fallback }) }];
}
