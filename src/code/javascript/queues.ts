import type { CodeValue, QueueUse } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { calleeName, callOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { importsPackage, packageMember } from './packages.ts';
import { QUEUE_METHODS, type QueueMethod } from './queue-methods.ts';
import { queueNames } from './queue-names.ts';
import type { Evaluate } from './values.ts';

/** Queues, topics and channels that a file produces to or consumes from. */
export function readQueues(module: SourceModule, evaluate: Evaluate): QueueUse[] {
  const isFrom = packageTest(module);
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const name = calleeName(call?.callee ?? node);
    if (!call || name === undefined) return [];
    for (const method of QUEUE_METHODS) {
      if (!method.name.test(name) || !fits(method, call, { module, isFrom })) continue;
      const names = queueNames(method, call, module);
      if (names.length > 0) return usesOf(method, names, { module, evaluate, isFrom });
    }
    return [];
  });
}

interface NameScene extends CallScene {
  readonly evaluate: Evaluate;
}

function usesOf(method: QueueMethod, names: readonly Syntax[], { module, evaluate, isFrom }: NameScene): QueueUse[] {
  // That something is read under a name which nobody knows matters to whoever sends.
  const keepsComputed = method.evenComputed === true || (method.role === 'consume' && isFrom(method.packages));
  return names.flatMap((at) => {
    const value = lastOfUrl(evaluate(at), method.system);
    const isEmpty = value.kind === 'literal' && value.text === '';
    if (isEmpty || (value.kind === 'computed' && !keepsComputed) || /^(undefined|null)$/.test(textOfSyntax(at)))
      return [];
    return [{ name: value, role: method.role, system: method.system, at: module.originOf(at) }];
  });
}

interface CallScene {
  readonly module: SourceModule;
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
  if (method.receiver?.test(text)) return true;
  if (method.receiver && method.strict === true) return false;
  return scene.isFrom(method.packages) || method.evenComputed === true;
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
