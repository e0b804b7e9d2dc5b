import { contains, fieldOf, type Syntax } from '../syntax.ts';
import { endsInError } from './exits.ts';
import { className } from './file.ts';
import type { Access, Reading } from './reading.ts';
import { CLASS, classAround, FUNCTION, functionAround } from './syntax.ts';

/** Methods that a framework calls once, before any request is answered. */
const START_METHODS =
  /^(__construct|register|boot|booted|configure|configureContainer|configureRoutes|registerBundles|bootstrap|main|run|init|initialize|setUp|setup|load|__invoke|handle)$/;
const START_CLASSES = /(Provider|Kernel|Config|Configuration|Settings|Bootstrap|Extension|Command)$/;

/** Whether a place runs when the program starts, or later, when something calls it. */
export function timingOf(node: Syntax): 'start' | 'later' {
  const around = functionAround(node);
  if (around === undefined) return 'start';
  const name = fieldOf(around, 'name')?.text;
  const owner = className(classAround(around));
  if (name === undefined) return timingOf(around);
  if (owner === '') return 'later';
  const isStart = name === '__construct' || (START_METHODS.test(name) && START_CLASSES.test(owner));
  return isStart ? 'start' : 'later';
}

/** What the conditions around a place ask for. */
export interface Surroundings {
  /** It is reached only when something else holds. */
  readonly isConditional: boolean;
  /** It is reached only when the value is there, or only when it is not. */
  readonly isGuarded: boolean;
}

export function surroundingsOf(reading: Reading, node: Syntax, name: string): Surroundings {
  let isConditional = false;
  let isGuarded = false;
  for (let at = node, parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (CLASS.test(parent.type) || (FUNCTION.test(parent.type) && parent.type !== 'arrow_function')) break;
    const condition = conditionBeside(at, parent);
    if (condition === undefined) continue;
    const asked = askedFor(reading, condition);
    if (asked.some((access) => access.name === name)) isGuarded = true;
    // `a is missing || b is missing`: b is asked as well as a.
    else if (parent.type !== 'binary_expression' || asked.length === 0) isConditional = true;
  }
  return { isConditional, isGuarded };
}

function conditionBeside(at: Syntax, parent: Syntax): Syntax | undefined {
  const condition = fieldOf(parent, 'condition');
  switch (parent.type) {
    case 'if_statement':
    case 'else_if_clause':
      if (at.field === 'body') return condition;
      // Behind `if (x) throw …; else`, everything goes on.
      return at.field === 'alternative' && !endsInError(fieldOf(parent, 'body')) ? condition : undefined;
    case 'conditional_expression':
      return at === condition || fieldOf(parent, 'body') === undefined ? undefined : condition;
    case 'case_statement':
    case 'default_statement':
      return fieldOf(parent.parent?.parent, 'condition');
    case 'match_conditional_expression':
    case 'match_default_expression':
      return at.field === 'return_expression' ? parent.children[0] : undefined;
    case 'catch_clause':
      return parent.children[0];
    case 'binary_expression': {
      const operator = fieldOf(parent, 'operator')?.text.toLowerCase() ?? '';
      return at.field === 'right' && /^(&&|\|\||and|or)$/.test(operator) ? fieldOf(parent, 'left') : undefined;
    }
    default:
      return undefined;
  }
}

/** The reads whose values a condition looks at, also by the names they were given. */
function askedFor(reading: Reading, condition: Syntax): Access[] {
  return [...reading.accesses.values()].filter((access) => {
    if (contains(condition, access.node)) return true;
    const { parent } = access.node;
    const target = parent?.type === 'assignment_expression' ? fieldOf(parent, 'left')?.text : undefined;
    return target !== undefined && (reading.file.uses.get(target) ?? []).some((use) => contains(condition, use));
  });
}
