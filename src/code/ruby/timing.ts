import { ancestorsOf, fieldOf } from '../syntax.ts';
import { methodAround } from './file.ts';
import type { Access, Reading } from './reading.ts';
import { callOfBlock, isBlock, isInside, METHOD, type RbNode } from './syntax.ts';

/** Blocks that run when something calls them. */
const LATER =
  /^(get|post|put|patch|delete|head|options|before|after|error|not_found|helpers|define_method|lambda|proc|on_load|rescue_from|after_initialize|before_action|perform|task|every|at|on_worker_boot|scope|validate|with_options|subscribe|rescue)$/;
const START_METHODS = /^(main|start|boot|setup|initialize!|configure|load!|run!|install|included|inherited)$/;
const MOST_CALLERS = 4;

/** Whether a place runs when the program starts, or later, when something calls it. */
export function timingOf(reading: Reading, node: RbNode, depth = 0): 'start' | 'later' {
  for (const each of ancestorsOf(node)) {
    if (each.type === 'lambda') return 'later';
    if (isBlock(each) && LATER.test(callOfBlock(each)?.name ?? '')) return 'later';
    if (!METHOD.test(each.type)) continue;
    const name = fieldOf(each, 'name')?.text ?? '';
    if (START_METHODS.test(name)) return 'start';
    if (depth > MOST_CALLERS) return 'later';
    const called = name === 'initialize' ? 'new' : name;
    const callers = reading.file.calls.filter((call) => call.name === called && !isInside(call.node, each));
    return callers.some((call) => timingOf(reading, call.node, depth + 1) === 'start') ? 'start' : 'later';
  }
  return 'start';
}

/** What the conditions around a place ask for. */
export interface Surroundings {
  /** It is reached only when something else holds. */
  readonly isConditional: boolean;
  /** It is reached only when the value is there, or only when it is not. */
  readonly isGuarded: boolean;
}

/** Conditions that hold in production, or for the program itself. */
const HOLDS =
  /^(::)?Rails\.env\.(production\?|staging\?)$|^!\s*Rails\.env\.(development\?|test\?|local\?)$|__FILE__|^defined\?|RAILS_ENV|RACK_ENV|^(production\?|settings\.production\?)$/;
const HOLDS_NOT = /Rails\.env\.(development\?|test\?|local\?)|^(development\?|test\?)$/;

export function surroundingsOf(reading: Reading, { node, name, shared }: Access): Surroundings {
  let isConditional = false;
  let isGuarded = false;
  for (let at = node, parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (METHOD.test(parent.type) || parent.type === 'lambda') break;
    const condition = conditionBeside(at, parent);
    if (condition === undefined || (condition.holds ? HOLDS : HOLDS_NOT).test(condition.node.text)) continue;
    const asked = askedFor(reading, condition.node);
    if (asked.some((access) => access.name === name || (shared && access.shared))) isGuarded = true;
    // `a.nil? || b.nil?`: b is asked as well as a.
    else if (parent.type !== 'binary' || asked.length === 0) isConditional = true;
  }
  return { isConditional, isGuarded };
}

interface Condition {
  readonly node: RbNode;
  /** It must hold, or must not. */
  readonly holds: boolean;
}

function conditionBeside(at: RbNode, parent: RbNode): Condition | undefined {
  const condition = fieldOf(parent, 'condition');
  const given = (holds: boolean) =>
    condition === undefined || at === condition ? undefined : { node: condition, holds };
  switch (parent.type) {
    case 'if':
    case 'elsif':
    case 'conditional':
      return given(at.field === 'consequence');
    case 'unless':
      return given(at.field !== 'consequence');
    case 'if_modifier':
    case 'while_modifier':
      return given(true);
    case 'unless_modifier':
      return given(false);
    case 'when':
      return at.field === 'body' ? { node: parent.children[0] ?? parent, holds: true } : undefined;
    case 'rescue':
      return at.field === 'body' ? { node: fieldOf(parent, 'exceptions') ?? parent, holds: true } : undefined;
    case 'binary': {
      const operator = fieldOf(parent, 'operator')?.text ?? '';
      const left = fieldOf(parent, 'left');
      if (at.field !== 'right' || left === undefined) return undefined;
      if (/^(&&|and)$/.test(operator)) return { node: left, holds: true };
      return /^(\|\||or)$/.test(operator) ? { node: left, holds: false } : undefined;
    }
    case 'operator_assignment':
      return undefined;
    default:
      return undefined;
  }
}

/** The reads whose values a condition looks at, also by the names they were given. */
function askedFor(reading: Reading, condition: RbNode): Access[] {
  return [...reading.accesses.values()].filter((access) => {
    if (isInside(access.node, condition)) return true;
    const { parent } = access.node;
    const target = parent?.type === 'assignment' ? fieldOf(parent, 'left') : undefined;
    return (
      target !== undefined &&
      (reading.file.uses.get(target.text) ?? []).some(
        (use) => isInside(use, condition) && methodAround(use) === methodAround(target),
      )
    );
  });
}
