import { child, type RsNode } from './syntax.ts';

/** Whether a pattern is met by what was found: `Ok(port)`, `Some("production")`. */
export function okPattern(pattern: RsNode | undefined): boolean {
  return pattern?.type === 'tuple_struct_pattern' && /^(\w+::)*(Ok|Some)$/.test(child(pattern, 'type')?.text ?? '');
}

/** The arm of a `match` for what was not found: `Err(_)`, `None`, else `_`. */
export function failureArm(match: RsNode): RsNode | undefined {
  const arms = child(match, 'body')?.children.filter(({ type }) => type === 'match_arm') ?? [];
  const patternOf = (arm: RsNode) => child(arm, 'pattern')?.text ?? '';
  return (
    arms.find((arm) => /^(\w+::)*(Err\(\s*(\w+|(\w+::)*NotPresent)\s*\)|None)(\s*\||$)/.test(patternOf(arm))) ??
    arms.find((arm) => /^(Err|None)\b/.test(patternOf(arm))) ??
    arms.find((arm) => /^_\b/.test(patternOf(arm)))
  );
}

const STOPS =
  /^((std::|core::)?(panic|bail|unreachable|todo|unimplemented)|(anyhow|eyre|color_eyre)::bail|(std::)?process::(exit|abort)|exit)\s*\(/;
const ERROR_VALUE = /^(Err\s*\(|Err::|\w*[eE]rr(or)?\b.*\.into\(\)|(anyhow|eyre|miette)\s*\()/;

/** Whether a piece of code ends the program or its function with an error. */
export function exits(code: RsNode | undefined): boolean {
  if (code === undefined) return false;
  for (const node of ownNodes(code)) {
    if (node.type === 'call_expression' && STOPS.test(node.text)) return true;
    if (node.type === 'return_expression') {
      const value = node.children[0];
      if (value !== undefined && ERROR_VALUE.test(value.text)) return true;
      // `return` in main ends the program.
      if (value === undefined && isInMain(node)) return true;
    }
    if (node.type === 'call_expression' && /^Err\s*\(/.test(node.text) && isResult(node, code)) return true;
  }
  return false;
}

/** What a block ends with, or an arm gives. */
function isResult(node: RsNode, code: RsNode): boolean {
  for (let each: RsNode | undefined = node; each !== undefined; each = each.parent) {
    if (each === code) return true;
    const parent: RsNode | undefined = each.parent;
    if (parent?.type === 'try_expression') return true;
    if (parent?.type !== 'block' && parent?.type !== 'expression_statement') return parent === code;
    if (parent.type === 'block' && parent.children.at(-1) !== each) return false;
  }
  return false;
}

function isInMain(node: RsNode): boolean {
  for (let each = node.parent; each !== undefined; each = each.parent) {
    if (each.type === 'closure_expression') return false;
    if (each.type === 'function_item') return child(each, 'name')?.text === 'main';
  }
  return false;
}

/** The nodes of a piece of code without those of closures and functions in it. */
function* ownNodes(node: RsNode): Generator<RsNode> {
  yield node;
  for (const each of node.children)
    if (each.type !== 'closure_expression' && each.type !== 'function_item') yield* ownNodes(each);
}
