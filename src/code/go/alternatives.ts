import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { hasVariable, soleVariable } from '../assembled-text.ts';
import { branchAround } from './assigned.ts';
import type { GoCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { GoReader } from './reader.ts';
import { ancestors, child, type GoNode, listed } from './tree.ts';

/** Variables whose place the one read by a call takes: `if host == "" { host = os.Getenv("B") }`, `cmp.Or(a, b)`. */
export function alternativeNames(call: GoCall, reader: GoReader): string[] {
  return [...assignedWhenEmpty(call, reader), ...besideInCall(call, reader)];
}

function assignedWhenEmpty(call: GoCall, reader: GoReader): string[] {
  const branch = branchAround(call.node);
  const condition = branch?.field === 'consequence' ? child(branch.parent, 'condition') : undefined;
  const statement = [...ancestors(call.node)].find((each) => /statement$|declaration$/.test(each.type));
  if (branch === undefined || condition === undefined || statement?.type !== 'assignment_statement') return [];
  const [target] = listed(child(statement, 'left'));
  if (target === undefined || !condition.text.replaceAll(' ', '').includes(`${target.text}==""`)) return [];
  const tested = namedIn(condition, target.text);
  const held = tested && soleVariable(evaluate(tested, reader));
  return held ? [held.variable] : [];
}

function namedIn(condition: GoNode, text: string): GoNode | undefined {
  if (condition.text === text) return condition;
  for (const each of condition.children) {
    const found = namedIn(each, text);
    if (found) return found;
  }
  return undefined;
}

/** `firstSet(os.Getenv("A"), os.Getenv("B"))` and `getEnv("A", os.Getenv("B"))`. */
function besideInCall(call: GoCall, reader: GoReader): string[] {
  const outer = call.node.parent?.type === 'argument_list' ? call.node.parent.parent : undefined;
  const around = outer && reader.file.callAt.get(outer);
  if (around === undefined) return [];
  const helper = reader.helpers.get(around.name);
  if (helper === undefined && !/^(Or|coalesce(OrEmpty)?|first\w*|or\w*)$/i.test(around.name)) return [];
  if (helper) {
    const sole = soleVariable(evaluate(around.node, reader));
    return sole ? [sole.variable] : [];
  }
  return around.args.flatMap((arg) => {
    const text = arg === call.node ? undefined : evaluate(arg, reader);
    const sole = text && hasVariable(text) ? soleVariable(text) : undefined;
    return sole ? [sole.variable] : [];
  });
}

/** For each name, the names that stand in for it: what one read says holds for both. */
export function fallsBackFor(reads: readonly EnvironmentRead[]): Map<string, string[]> {
  const pairs = new Map<string, string[]>();
  for (const { name, alternatives } of reads)
    for (const other of alternatives) pairs.set(other, [...(pairs.get(other) ?? []), name]);
  return pairs;
}
