import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { callOf } from './call.ts';
import { endsInError, leaves } from './exits.ts';
import { asksForAbsence, assignedTo, branchOf, choiceOver, guardEnds } from './guards.ts';
import { isTrue, typeMade } from './made-types.ts';
import type { JvmIndex } from './model.ts';
import { usesOf } from './uses.ts';

/** What happens where a variable is not set. */
export interface Absence {
  readonly outcome: 'enforced' | 'required' | 'optional';
  /** What stands in. */
  readonly fallback?: Syntax;
  readonly type: EnvironmentRead['type'];
  /** Without what stands in, the program ends: `getenv(x) ?: given ?: error()`. */
  readonly endsWithout?: boolean;
  /** The value is returned: the callers decide. */
  readonly returned?: boolean;
}

interface Climb {
  readonly file: JvmIndex;
  /** The value may be nothing and the code knows: an Optional, a safe call. */
  readonly isOptional: boolean;
  readonly type: EnvironmentRead['type'];
  readonly depth: number;
}

const MOST_DEPTH = 12;

/** Follows what is made of a read, outwards from the read itself. */
export function absenceOf(node: Syntax, file: JvmIndex): Absence {
  return climb(node, { file, isOptional: false, type: 'unknown', depth: 0 });
}

function climb(node: Syntax, state: Climb): Absence {
  const { parent } = node;
  const open: Absence = { outcome: state.isOptional ? 'optional' : 'required', type: state.type };
  if (parent === undefined || state.depth > MOST_DEPTH) return open;
  const up = { ...state, depth: state.depth + 1 };
  switch (parent.type) {
    case 'cast_expression':
    case 'as_expression':
    case 'parenthesized_expression':
    case 'value_argument':
    case 'value_arguments':
    case 'argument_list':
      return climb(parent, up);
    case 'binary_expression':
      return ofBinary(node, parent, up);
    case 'unary_expression':
      return fieldOf(parent, 'operator')?.text === '!!'
        ? { outcome: 'enforced', type: merged(state.type, climb(parent, up).type) }
        : { ...open, outcome: 'optional' };
    case 'ternary_expression':
      return ofTernary(node, parent, up);
    case 'navigation_expression':
      return parent.parent?.type === 'call_expression' && parent.parent.children[0] === parent
        ? ofReceiver(node, parent.parent, up)
        : { outcome: state.isOptional || isSafe(node, parent) ? 'optional' : 'enforced', type: state.type };
    case 'method_invocation':
    case 'object_creation_expression':
    case 'call_expression':
      return fieldOf(parent, 'object') === node ? ofReceiver(node, parent, up) : ofArgument(parent, up);
    case 'variable_declarator':
    case 'property_declaration':
    case 'class_parameter':
      return ofVariable(parent, open, up);
    case 'assignment':
    case 'assignment_expression':
      return fieldOf(parent, 'right') === node ? ofVariable(parent, open, up) : open;
    case 'return_statement':
    case 'return_expression':
    case 'jump_expression':
    case 'function_body':
      return { ...open, returned: true };
    case 'if_statement':
    case 'if_expression':
    case 'while_statement':
    case 'when_subject':
    case 'when_expression':
    case 'switch_expression':
      return { outcome: 'optional', type: state.type };
    default:
      return open;
  }
}

/** `?:` gives a default or ends; a comparison only asks. */
function ofBinary(node: Syntax, parent: Syntax, state: Climb): Absence {
  const operator = fieldOf(parent, 'operator')?.text;
  const right = fieldOf(parent, 'right');
  const open: Absence = { outcome: state.isOptional ? 'optional' : 'required', type: state.type };
  if (operator === '?:') {
    if (fieldOf(parent, 'left') !== node) return climb(parent, state);
    if (endsInError(right)) return { outcome: 'enforced', type: state.type };
    if (right && /^(return_expression|jump_expression|null)$/.test(right.type))
      return { outcome: 'optional', type: state.type };
    // `a ?: b ?: error()`: the rest of the chain says what happens without both.
    const rest = climb(parent, state);
    return rest.outcome === 'enforced' && right && callOf(right)?.name === 'getenv'
      ? { ...rest, outcome: 'optional' }
      : {
          outcome: 'optional',
          type: merged(state.type, rest.type),
          ...(right && { fallback: right }),
          ...(rest.outcome === 'enforced' && { endsWithout: true }),
        };
  }
  if (operator === '==' || operator === '!=' || operator === '===' || operator === '!==')
    return ofComparison(parent, state);
  return open;
}

function ofComparison(comparison: Syntax, state: Climb): Absence {
  const choice = choiceOver(comparison);
  const branch = choice && (asksForAbsence(comparison) ? choice.yes : choice.no);
  if (branch && endsInError(branch)) return { outcome: 'enforced', type: state.type };
  if (branch && !/^null/.test(branch.type)) return { outcome: 'optional', type: state.type, fallback: branch };
  return { outcome: guardEnds(comparison) ? 'enforced' : 'optional', type: state.type };
}

function ofTernary(node: Syntax, parent: Syntax, state: Climb): Absence {
  if (fieldOf(parent, 'condition') === node) return { outcome: 'optional', type: state.type };
  const isYes = fieldOf(parent, 'consequence') === node;
  const other = fieldOf(parent, isYes ? 'alternative' : 'consequence');
  const condition = fieldOf(parent, 'condition')?.text ?? '';
  if (!/null|isEmpty|isBlank|hasText|isNotBlank|containsKey/i.test(condition)) return climb(parent, state);
  if (endsInError(other)) return { outcome: 'enforced', type: state.type };
  return { outcome: 'optional', type: state.type, ...(other && !/^null/.test(other.type) && { fallback: other }) };
}

const DEMANDS = /^(requireNonNull|requireNotNull|checkNotNull|notNull|hasText|hasLength|notEmpty|notBlank)$/;
const FALLS_BACK =
  /^(requireNonNullElse|requireNonNullElseGet|defaultIfEmpty|defaultIfBlank|defaultString|firstNonNull|defaultIfNull|coalesce|firstNonBlank|defaultIfBlank)$/;
const ASKS =
  /^(isEmpty|isBlank|isNullOrEmpty|isNotBlank|isNotEmpty|isNull|nonNull|equals|equalsIgnoreCase|areEqual|isNullOrBlank|parseBoolean|getBoolean|isTrue|contains)$/;
const NUMBERS = /^(parseInt|parseLong|parseDouble|parseFloat|parseShort|parseByte|toInt|toLong|toDouble|toFloat)$/;

function ofArgument(parent: Syntax, state: Climb): Absence {
  const call = callOf(parent);
  const open: Absence = { outcome: state.isOptional ? 'optional' : 'required', type: state.type };
  if (call === undefined) return open;
  if (DEMANDS.test(call.name)) return { outcome: 'enforced', type: merged(state.type, climb(parent, state).type) };
  if (FALLS_BACK.test(call.name)) {
    const second = call.args[1]?.value;
    return { outcome: 'optional', type: state.type, ...(second && { fallback: second }) };
  }
  if (call.name === 'ofNullable') return climb(parent, { ...state, isOptional: true });
  const type = typeMade(call) ?? state.type;
  if (ASKS.test(call.name) || type === 'boolean')
    return {
      outcome: guardEnds(parent) ? 'enforced' : 'optional',
      type: /[Bb]oolean$/.test(call.name) || isTrue(call) ? 'boolean' : type,
    };
  if (
    NUMBERS.test(call.name) ||
    (call.name === 'valueOf' && type !== 'unknown') ||
    /^(URI|URL|create|of|get)$/.test(call.name)
  ) {
    if (
      !/^(Integer|Long|Double|Float|Short|URI|Path|Paths|Duration|UUID|InetAddress)?$/.test(call.receiver?.text ?? '')
    )
      return open;
    const outer = climb(parent, { ...state, type });
    return outer.fallback || outer.outcome === 'optional' ? outer : { ...outer, outcome: 'enforced', type };
  }
  return open;
}

const KEEPS_OPTIONAL =
  /^(map|filter|flatMap|or|let|also|takeIf|takeUnless|run|toIntOrNull|toLongOrNull|toDoubleOrNull|stream)$/;
const GIVES_DEFAULT = /^(orElse|orElseGet|getOrElse|ifBlank|ifEmpty|getOrDefault)$/;
const ONLY_ASKS =
  /^(isPresent|isEmpty|ifPresent|ifPresentOrElse|isNullOrEmpty|isNullOrBlank|orEmpty|toBoolean|toBooleanStrictOrNull)$/;

function ofReceiver(node: Syntax, parent: Syntax, state: Climb): Absence {
  const call = callOf(parent);
  if (call === undefined) return { outcome: 'required', type: state.type };
  const type = typeMade(call) ?? state.type;
  const isOptional = state.isOptional || isSafe(node, parent);
  const next = { ...state, type, isOptional };
  if (GIVES_DEFAULT.test(call.name)) {
    const given = call.args[0]?.value ?? call.block;
    if (given && /^null/.test(given.type)) return ofNullable(parent, next);
    const isError = endsInError(given);
    return isError ? { outcome: 'enforced', type } : { outcome: 'optional', type, ...(given && { fallback: given }) };
  }
  if (call.name === 'orElseThrow' || (call.name === 'get' && state.isOptional && call.args.length === 0))
    return { outcome: 'enforced', type: merged(type, climb(parent, next).type) };
  if (ONLY_ASKS.test(call.name)) return { outcome: guardEnds(parent) ? 'enforced' : 'optional', type };
  if (KEEPS_OPTIONAL.test(call.name)) return climb(parent, { ...next, isOptional: true });
  if (isOptional) return climb(parent, next);
  // A call on nothing ends in an exception.
  const outer = climb(parent, next);
  return { outcome: 'enforced', type: merged(type, outer.type) };
}

function ofNullable(parent: Syntax, state: Climb): Absence {
  return climb(parent, { ...state, isOptional: false });
}

/** `System.getenv("X")?.trim()` */
function isSafe(receiver: Syntax, around: Syntax): boolean {
  const from = receiver.end - around.start;
  return around.text
    .slice(from, from + 40)
    .trimStart()
    .startsWith('?.');
}

function merged(left: EnvironmentRead['type'], right: EnvironmentRead['type']): EnvironmentRead['type'] {
  return left === 'unknown' ? right : left;
}

/** The value is kept: what its first uses make of it. */
function ofVariable(declaration: Syntax, open: Absence, state: Climb): Absence {
  const uses = usesOf(declaration, state.file);
  let type = open.type;
  let enforced = false;
  for (const use of uses) {
    const absence = useAbsence(use, { ...state, isOptional: state.isOptional, type });
    type = merged(type, absence.type);
    if (absence.fallback) return { ...absence, type };
    if (absence.outcome === 'optional' && !state.isOptional) return { outcome: 'optional', type };
    if (absence.outcome === 'enforced') enforced = true;
  }
  return { ...open, type, ...(enforced && { outcome: 'enforced' as const }) };
}

function useAbsence(use: Syntax, state: Climb): Absence {
  const branch = branchOf(use);
  if (branch === undefined) return climb(use, state);
  const assigned = branch.children.flatMap((each) => assignedTo(use.text, each));
  const [value] = assigned;
  if (value) return { outcome: 'optional', type: state.type, fallback: value };
  if (leaves(branch) && !endsInError(branch)) return { outcome: 'optional', type: state.type };
  return climb(use, state);
}
