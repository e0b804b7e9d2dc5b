import type { CodeValue, QueueUse } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { objectBehind } from './endpoint-values.ts';
import { calleeName, callOf, entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { importsPackage, packageMember } from './packages.ts';
import { QUEUE_METHODS, type QueueMethod } from './queue-methods.ts';
import type { Evaluate } from './values.ts';

/** Queues, topics and channels that a file produces to or consumes from. */
export function readQueues(module: SourceModule, evaluate: Evaluate): QueueUse[] {
  const isFrom = packageTest(module);
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const name = calleeName(call?.callee ?? node);
    if (!call || name === undefined) return [];
    const method = QUEUE_METHODS.find((item) => item.name.test(name) && fits(item, call, { module, node, isFrom }));
    if (!method) return [];
    return namesOf(method, call.args, module).flatMap((at) => {
      const value = lastOfUrl(evaluate(at), method.system);
      const isEmpty = value.kind === 'literal' && value.text === '';
      if (isEmpty || (value.kind === 'computed' && !method.evenComputed)) return [];
      return [{ name: value, role: method.role, system: method.system, at: module.originOf(at) }];
    });
  });
}

interface CallScene {
  readonly module: SourceModule;
  readonly node: Syntax;
  readonly isFrom: (packages: RegExp) => boolean;
}

function fits(method: QueueMethod, call: { callee: Syntax; args: readonly Syntax[] }, scene: CallScene): boolean {
  const receiver = fieldOf(call.callee, 'object');
  const text = receiver ? (textOfSyntax(receiver).split('.').pop() ?? '') : '';
  if (method.made === true) {
    const member = packageMember(call.callee, scene.module);
    return member !== undefined && method.packages.test(member.from);
  }
  if (!receiver) return false;
  if (method.key !== undefined && !hasKey(call.args, method, scene.module)) return false;
  if (method.receiver?.test(text)) return true;
  if (method.receiver && method.strict === true) return false;
  return scene.isFrom(method.packages) || method.evenComputed === true;
}

function hasKey(args: readonly Syntax[], method: QueueMethod, module: SourceModule): boolean {
  return namesOf(method, args, module).length > 0;
}

/** The expressions that name the queue: an argument, or an entry of an object. */
function namesOf(method: QueueMethod, args: readonly Syntax[], module: SourceModule): Syntax[] {
  const argument = args[method.argument ?? 0];
  if (!argument) return [];
  if (method.key === undefined) return each(unwrap(argument));
  let nodes: Syntax[] = [unwrap(argument)];
  for (const key of method.key.split('.')) {
    nodes = nodes.flatMap((node) => {
      const objects = unwrap(node).type === 'array' ? unwrap(node).children : [node];
      return objects.flatMap((object) => {
        const entry = entryOfObject(objectBehind(object, module), key);
        return entry ? [unwrap(entry)] : [];
      });
    });
  }
  return nodes.flatMap(each);
}

function each(node: Syntax): Syntax[] {
  if (node.type === 'array') return [...node.children];
  return /^(object|arrow_function|function_expression|regex)$/.test(node.type) ? [] : [node];
}

/** A queue URL names the queue at its end. */
function lastOfUrl(value: CodeValue, system: string): CodeValue {
  if (system !== 'sqs' || value.kind !== 'literal') return value;
  return { kind: 'literal', text: value.text.split('/').pop() ?? value.text };
}

function packageTest(module: SourceModule): (packages: RegExp) => boolean {
  const known = new Map<RegExp, boolean>();
  return (packages) => {
    const answer = known.get(packages) ?? importsPackage(module, packages);
    known.set(packages, answer);
    return answer;
  };
}
