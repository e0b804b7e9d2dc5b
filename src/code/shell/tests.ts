import { withDescendants } from '../syntax.ts';
import { argumentsOf, child, commandName, expandedName, operatorOf, type ShNode } from './syntax.ts';

/** A question about whether a variable is set. */
export interface PresenceTest {
  readonly name: string;
  /** It is true when the variable is not set. */
  readonly whenAbsent: boolean;
  readonly node: ShNode;
  /** `${!name}`: the variable is the one that `name` holds. */
  readonly isIndirect: boolean;
}

/** A code path that ends the script, and what leads to it. */
export interface Guard {
  readonly tests: readonly PresenceTest[];
  /** All variables must be missing at once: one of them is enough. */
  readonly isJoint: boolean;
  /** Something else must hold as well. */
  readonly isConditional: boolean;
}

/** The questions in a condition, and how it joins them. */
export function presenceTests(condition: ShNode): PresenceTest[] {
  return [...withDescendants(condition)].flatMap((node) => {
    const test = testOf(node);
    return test ? [test] : [];
  });
}

function testOf(node: ShNode): PresenceTest | undefined {
  if (node.type === 'unary_expression')
    return byOperator(node, child(node, 'operator')?.text ?? '', node.children.at(-1));
  if (node.type === 'command' && /^(test|\[)$/.test(commandName(node))) {
    const [operator, operand] = argumentsOf(node);
    return operator && operand ? byOperator(node, operator.text, operand) : undefined;
  }
  if (node.type !== 'binary_expression') return undefined;
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const operator = child(node, 'operator')?.text ?? '';
  const isEmpty = right !== undefined && /^(""|'')$/.test(right.text);
  return isEmpty && /^(==?|!=)$/.test(operator) && left ? made(node, left, operator !== '!=') : undefined;
}

function byOperator(node: ShNode, operator: string, operand: ShNode | undefined): PresenceTest | undefined {
  if (operand === undefined || !/^-[znv]$/.test(operator)) return undefined;
  if (operator === '-v') return { name: operand.text, whenAbsent: isNegated(node), node, isIndirect: false };
  return made(node, operand, operator === '-z');
}

function made(node: ShNode, operand: ShNode, isAbsent: boolean): PresenceTest | undefined {
  const expansion = [...withDescendants(operand)].find((each) => expandedName(each) !== undefined);
  const name = expansion && expandedName(expansion);
  if (expansion === undefined || name === undefined) return undefined;
  return {
    name,
    whenAbsent: isAbsent !== isNegated(node),
    node: expansion,
    isIndirect: expansion.text.startsWith('${!'),
  };
}

function isNegated(node: ShNode): boolean {
  const around = node.parent;
  if (around?.type === 'negated_command') return true;
  return around?.type === 'unary_expression' && child(around, 'operator')?.text === '!'
    ? true
    : around?.type === 'test_command' && around.parent?.type === 'negated_command';
}

/** What has to be missing for a script to end, of an `if` or of `[ -z "$A" ] && exit 1`. */
export function guardOf(node: ShNode, ends: (code: readonly ShNode[]) => boolean): Guard | undefined {
  if (node.type === 'if_statement') return guardOfIf(node, ends);
  if (node.type !== 'list') return undefined;
  const [left, right] = node.children;
  const operator = operatorOf(node);
  if (left === undefined || right === undefined || operator === undefined || !ends([right])) return undefined;
  return guard(left, operator === '&&');
}

function guardOfIf(node: ShNode, ends: (code: readonly ShNode[]) => boolean): Guard | undefined {
  const conditions = node.children.filter(({ field, type }) => field === 'condition' && !/^[;\n&]$/.test(type));
  const [condition, ...more] = conditions;
  if (condition === undefined || more.length > 0) return undefined;
  const body = node.children.filter(
    ({ field, type }) => field !== 'condition' && !/^(else_clause|elif_clause)$/.test(type),
  );
  if (ends(body)) return guard(condition, true);
  const otherwise = node.children.find(({ type }) => type === 'else_clause');
  return otherwise && ends(otherwise.children) ? guard(condition, false) : undefined;
}

function guard(condition: ShNode, endsWhenTrue: boolean): Guard | undefined {
  const tests = presenceTests(condition).filter(({ whenAbsent }) => whenAbsent === endsWhenTrue);
  if (tests.length === 0) return undefined;
  const operators = [...withDescendants(condition)].flatMap((each) =>
    each.type === 'list' ? (operatorOf(each) ?? []) : joinedBy(each),
  );
  const all = endsWhenTrue ? operators.includes('&&') : operators.includes('||');
  const atoms = [...withDescendants(condition)].filter(({ type }) => /^(test_command|command)$/.test(type)).length;
  const isOnly = tests.length >= Math.max(1, atoms) || operators.length < tests.length;
  return { tests, isJoint: all && isOnly && tests.length > 1, isConditional: all && !isOnly };
}

/** `[[ -z $A || -z $B ]]` */
function joinedBy(node: ShNode): ('&&' | '||')[] {
  const operator = node.type === 'binary_expression' ? child(node, 'operator')?.text : undefined;
  if (operator === '&&' || operator === '-a') return ['&&'];
  return operator === '||' || operator === '-o' ? ['||'] : [];
}

/** Whether a piece of a script, once it is reached, ends it with a failure, or calls a function of the script that does. */
export function endsWith(code: readonly ShNode[], ending: ReadonlySet<string>): boolean {
  return code.flatMap(certainCommands).some((command) => {
    const name = commandName(command);
    const [status] = argumentsOf(command);
    return (/^(exit|return)$/.test(name) && status?.text !== '0') || ending.has(name);
  });
}

/** What may run or not, and what ends by itself alone. */
const UNCERTAIN =
  /^(if_statement|case_statement|while_statement|for_statement|c_style_for_statement|function_definition|subshell|command_substitution)$/;

function certainCommands(node: ShNode): readonly ShNode[] {
  if (node.type === 'command') return [node];
  return UNCERTAIN.test(node.type) ? [] : node.children.flatMap(certainCommands);
}
