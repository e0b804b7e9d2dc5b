import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { objectBehind } from './endpoint-values.ts';
import { valuesOfMember } from './instance-members.ts';
import { callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { QueueMethod } from './queue-methods.ts';

/** One call with what it is called on. */
export interface QueueCall {
  readonly callee: Syntax;
  readonly args: readonly Syntax[];
}

/** The expressions that name the queues of a call. */
export function queueNames(method: QueueMethod, call: QueueCall, module: SourceModule): Syntax[] {
  switch (method.names) {
    case 'streams':
      return streamsOf(call.args, module);
    case 'maker':
      return makerNames(call, module);
    case 'receiver':
      return call.callee.children.slice(0, 1);
    case 'every argument':
      return call.args.flatMap((argument) => named(method, unwrap(argument), module));
    case 'exchange or queue': {
      const [exchange, key] = call.args;
      const isDefault = exchange !== undefined && stringOf(unwrap(exchange)) === '';
      return [isDefault ? key : exchange].flatMap((node) => (node ? each(unwrap(node)) : []));
    }
    default: {
      const argument = call.args[method.argument ?? 0];
      return argument ? named(method, unwrap(argument), module) : [];
    }
  }
}

function named(method: QueueMethod, argument: Syntax, module: SourceModule): Syntax[] {
  if (method.key === undefined) return each(argument);
  let nodes: Syntax[] = [argument];
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
  if (node.type === 'array') return node.children.map(unwrap);
  return /^(object|arrow_function|function_expression|function)$/.test(node.type) ? [] : [node];
}

/** `xreadgroup('GROUP', g, c, 'STREAMS', 'orders', '>')` of ioredis, `xReadGroup(g, c, { key: 'orders', id: '>' })` of redis. */
function streamsOf(args: readonly Syntax[], module: SourceModule): Syntax[] {
  const word = args.findIndex((argument) => /^streams$/i.test(stringOf(unwrap(argument)) ?? ''));
  if (word >= 0) {
    const rest = args.slice(word + 1).map(unwrap);
    return rest.some(({ type }) => type === 'spread_element') ? rest.slice(0, 1) : rest.slice(0, rest.length / 2);
  }
  return args.flatMap((argument) => {
    const inner = unwrap(argument);
    const objects = inner.type === 'array' ? inner.children : [inner];
    return objects.flatMap((object) => {
      const key = entryOfObject(objectBehind(object, module), 'key');
      return key ? [unwrap(key)] : [];
    });
  });
}

/** `mails.process(…)`: the queue has its name from where it was made. */
function makerNames({ callee }: QueueCall, module: SourceModule): Syntax[] {
  const receiver = fieldOf(callee, 'object');
  const path = receiver && pathOf(receiver);
  if (!receiver || !path) return [];
  const made =
    receiver.type === 'identifier'
      ? [module.scopes.resolve(receiver)?.value]
      : path.length === 2 && path[0] === 'this'
        ? valuesOfMember(receiver, path[1] ?? '')
        : [];
  return made.flatMap((value) => {
    const call = value && callOf(unwrap(value));
    const [first] = call?.args ?? [];
    return call && first && /(Queue|Bull)$/.test(textOfSyntax(call.callee)) ? [unwrap(first)] : [];
  });
}
