import { contains, fieldOf, type Syntax } from '../syntax.ts';
import { conversionOf } from './conversions.ts';
import { choiceOver, endsInError, leaves } from './exits.ts';
import { keyOf } from './file.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { bare, classAround, functionAround } from './syntax.ts';
import { asksForAbsence, isTest } from './tests.ts';

/** What the surroundings of a read say of it. */
export interface Judged {
  readonly need: 'required' | 'optional';
  readonly enforced: boolean;
  readonly fallback: Syntax | undefined;
  /** Other reads that serve as well. */
  readonly among: readonly Access[];
  readonly type: ReadType | undefined;
}

interface Draft {
  need: 'required' | 'optional' | undefined;
  enforced: boolean;
  fallback: Syntax | undefined;
  readonly among: Set<Access>;
  type: ReadType | undefined;
  steps: number;
}

const MOST_STEPS = 60;
const MOST_USES = 12;

/** Follows the value of a read to where it is used, and says whether the code does without it. */
export function judge(reading: Reading, access: Access): Judged {
  const draft: Draft = {
    need: access.isOptional ? 'optional' : undefined,
    enforced: access.throws,
    fallback: access.fallback,
    among: new Set(),
    type: access.type,
    steps: 0,
  };
  if (access.node.type !== 'attribute') climb(reading, access.node, draft);
  if (draft.fallback !== undefined) draft.need = 'optional';
  const need = draft.need ?? 'required';
  return {
    need,
    enforced: need === 'required' && draft.enforced,
    fallback: draft.fallback,
    among: [...draft.among],
    type: draft.type,
  };
}

function climb(reading: Reading, node: Syntax, draft: Draft): void {
  const { parent } = node;
  draft.steps += 1;
  if (parent === undefined || draft.steps > MOST_STEPS) return;
  if (isTest(node)) {
    ofTest(reading, node, draft);
    return;
  }
  switch (parent.type) {
    case 'parenthesized_expression':
    case 'error_suppression_expression':
      climb(reading, parent, draft);
      return;
    case 'cast_expression':
    case 'argument':
      ofConversion(reading, parent, draft);
      return;
    case 'binary_expression':
      ofOperator(reading, node, draft);
      return;
    case 'conditional_expression':
      ofChoice(reading, node, draft);
      return;
    case 'assignment_expression':
      if (node.field === 'right') ofVariable(reading, parent, draft);
      return;
    case 'augmented_assignment_expression':
      ofAugmented(reading, node, draft);
      return;
    default:
      return;
  }
}

/** A cast or a call of something that makes another type of the value. */
function ofConversion(reading: Reading, parent: Syntax, draft: Draft): void {
  const conversion = conversionOf(parent);
  if (conversion === undefined) return;
  draft.type ??= conversion.type;
  if (conversion.isOptional) draft.need = 'optional';
  if (conversion.throws) draft.enforced = true;
  if (conversion.keeps) climb(reading, conversion.node, draft);
}

/** `a ?? b`: the other stands in, serves as well, or throws. `a or die()`. */
function ofOperator(reading: Reading, node: Syntax, draft: Draft): void {
  const { parent } = node;
  const operator = fieldOf(parent, 'operator')?.text.toLowerCase();
  const right = fieldOf(parent, 'right');
  if (parent === undefined || right === undefined) return;
  if (/^(\|\||or)$/.test(operator ?? '') && node.field === 'left' && endsInError(right)) draft.enforced = true;
  if (operator !== '??') return;
  if (node.field === 'right') {
    takeAmong(reading, fieldOf(parent, 'left'), draft);
    climb(reading, parent, draft);
  } else otherwise(reading, right, { around: parent, draft });
}

interface Around {
  readonly around: Syntax;
  readonly draft: Draft;
}

/** What comes where there is no value. */
function otherwise(reading: Reading, other: Syntax, { around, draft }: Around): void {
  const plain = bare(other);
  if (endsInError(plain)) {
    draft.enforced = true;
    return;
  }
  const access = reading.accesses.get(plain);
  const chained = isChain(plain) ? (fieldOf(plain, 'left') ?? fieldOf(plain, 'condition')) : undefined;
  const first = access ?? (chained && reading.accesses.get(bare(chained)));
  if (first) {
    draft.among.add(first);
    if (first.fallback) draft.fallback ??= first.fallback;
    if (first.isOptional) draft.need = 'optional';
    if (chained) ofRest(reading, plain, draft);
    else climb(reading, around, draft);
    return;
  }
  // null and false are what a reader of an absent variable gets anyway.
  if (/^null$/.test(plain.text) || plain.text.toLowerCase() === 'false') {
    draft.need = 'optional';
    return;
  }
  draft.fallback ??= other;
  const { fallback } = draft;
  climb(reading, around, draft);
  draft.fallback = fallback;
}

/** `b ?? 'c'`, `b ?: 'c'` */
function isChain(node: Syntax): boolean {
  if (node.type === 'conditional_expression') return fieldOf(node, 'body') === undefined;
  return node.type === 'binary_expression' && fieldOf(node, 'operator')?.text === '??';
}

/** `a ?? b ?? 'c'` is `a ?? (b ?? 'c')`. */
function ofRest(reading: Reading, chain: Syntax, draft: Draft): void {
  const right = fieldOf(chain, 'right') ?? fieldOf(chain, 'alternative');
  if (right) otherwise(reading, right, { around: chain, draft });
}

function takeAmong(reading: Reading, node: Syntax | undefined, draft: Draft): void {
  const access = node && reading.accesses.get(bare(node));
  if (access) draft.among.add(access);
}

/** `a ?: b`; `isset(a) ? a : b`, where the value is one of the branches. */
function ofChoice(reading: Reading, node: Syntax, draft: Draft): void {
  const choice = node.parent;
  const condition = fieldOf(choice, 'condition');
  const body = fieldOf(choice, 'body');
  const alternative = fieldOf(choice, 'alternative');
  if (choice === undefined) return;
  if (node === condition) {
    if (body === undefined && alternative) otherwise(reading, alternative, { around: choice, draft });
    else draft.need = 'optional';
    return;
  }
  if (body === undefined) takeAmong(reading, condition, draft);
  const other = node === body ? alternative : body;
  const isAsked = condition !== undefined && asksFor(reading, condition, node);
  if (isAsked && other) otherwise(reading, other, { around: choice, draft });
  else climb(reading, choice, draft);
}

/** Whether a condition looks at the same variable. */
function asksFor(reading: Reading, condition: Syntax, node: Syntax): boolean {
  const name = reading.accesses.get(bare(node))?.name;
  return [...reading.accesses.values()].some((each) => each.name === name && contains(condition, each.node));
}

/** A condition that only asks whether there is a value: what happens if not. */
function ofTest(reading: Reading, node: Syntax, draft: Draft): void {
  const choice = choiceOver(node);
  if (choice === undefined) {
    draft.need = 'optional';
    return;
  }
  const branch = asksForAbsence(node) ? choice.yes : choice.no;
  if (endsInError(branch)) {
    draft.enforced = true;
    return;
  }
  if (choice.node.type === 'conditional_expression' && branch) {
    const plain = bare(branch);
    if (plain.text.toLowerCase() !== 'null' && !reading.accesses.has(plain)) draft.fallback ??= branch;
  }
  draft.need = 'optional';
}

/** `$x ??= getenv('X')` */
function ofAugmented(reading: Reading, node: Syntax, draft: Draft): void {
  const { parent } = node;
  if (parent === undefined || fieldOf(parent, 'operator')?.text !== '??=') return;
  if (node.field === 'left') {
    const right = fieldOf(parent, 'right');
    if (right) otherwise(reading, right, { around: parent, draft });
  } else draft.need = 'optional';
}

/** The value is kept under a name: what its uses make of it. */
function ofVariable(reading: Reading, assignment: Syntax, draft: Draft): void {
  const left = fieldOf(assignment, 'left');
  const key = left && keyOf(left);
  // `if (!($x = getenv('X'))) …`, `$a = $b = getenv('X')`
  climb(reading, assignment, draft);
  if (key === undefined || draft.need !== undefined) return;
  for (const use of usesAfter(reading, assignment, key)) {
    if (isReplaced(use, draft)) return;
    climb(reading, use, draft);
    if (draft.need !== undefined || draft.fallback !== undefined) return;
  }
}

function usesAfter(reading: Reading, assignment: Syntax, key: string): readonly Syntax[] {
  const scope = key.startsWith('this.') ? classAround(assignment) : functionAround(assignment);
  const root = scope ?? reading.file.root;
  return (reading.file.uses.get(key) ?? [])
    .filter((use) => (key.startsWith('this.') || use.start > assignment.end) && contains(root, use))
    .filter((use) => key.startsWith('this.') || functionAround(use) === functionAround(assignment))
    .slice(0, MOST_USES);
}

/** `if (!$host) { $host = 'orders'; }`, `if (!$host) { return; }` */
function isReplaced(use: Syntax, draft: Draft): boolean {
  if (!isTest(use)) return false;
  const choice = choiceOver(use);
  const branch = choice && asksForAbsence(use) ? choice.yes : undefined;
  if (branch === undefined || endsInError(branch)) return false;
  const [value] = branch.children.flatMap((each) => assignedTo(use, each));
  if (value) draft.fallback ??= value;
  else if (!leaves(branch)) return false;
  draft.need = 'optional';
  return true;
}

function assignedTo(use: Syntax, statement: Syntax): Syntax[] {
  const assignment = statement.type === 'expression_statement' ? statement.children[0] : statement;
  const value = fieldOf(assignment, 'right');
  return fieldOf(assignment, 'left')?.text === use.text && value ? [value] : [];
}
