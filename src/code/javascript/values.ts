import type { CodeValue } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFallback } from './environment-object.ts';
import { calleeName, callOf, entryOfObject, fragmentText, literalText, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { objectBehind, onlyAssignmentTo } from './objects.ts';
import type { Binding } from './scopes.ts';
import { joinedPath, templateOf, withFallback } from './value-parts.ts';

const COMPUTED: CodeValue = { kind: 'computed' };
const MOST_STEPS = 12;
/** Calls that give their first argument back, as far as a name or a number goes. */
const TRANSPARENT = new Set([
  'parseInt',
  'Number',
  'String',
  'Number.parseInt',
  'URL',
  'path.normalize',
  'Buffer.from',
]);
const TRANSPARENT_METHODS = new Set(['trim', 'toString', 'toLowerCase', 'href', 'split']);

/** Follows an expression to the text or the variable that it stands for. */
export type Evaluate = (node: Syntax) => CodeValue;

/** What other readers know of an expression: a read of the environment, a call of a reading function, an import. */
export type KnownValue = (node: Syntax) => CodeValue | undefined;

/** What all steps of one file's evaluation share. */
interface Scene {
  readonly module: SourceModule;
  readonly known: KnownValue;
}

export function evaluator(module: SourceModule, known: KnownValue): Evaluate {
  return (node) => evaluate(node, { module, known }, 0);
}

function evaluate(node: Syntax, scene: Scene, steps: number): CodeValue {
  const inner = unwrap(node);
  if (steps > MOST_STEPS) return COMPUTED;
  const given = scene.known(inner);
  if (given) return given;
  const text = literalText(inner);
  if (text !== undefined) return { kind: 'literal', text };
  switch (inner.type) {
    case 'template_string':
      return templateOf(inner.children.map((piece) => ofPiece(piece, scene, steps)));
    case 'binary_expression':
      return ofBinary(inner, scene, steps);
    case 'ternary_expression':
      return ofTernary(inner, scene, steps);
    case 'identifier':
    case 'shorthand_property_identifier': {
      const binding = scene.module.scopes.resolve(inner);
      return binding ? ofBinding(binding, scene, steps + 1) : COMPUTED;
    }
    case 'member_expression':
    case 'subscript_expression':
      return ofMember(inner, scene, steps);
    case 'call_expression':
    case 'new_expression':
      return ofCall(inner, scene, steps);
    case 'unary_expression': {
      const argument = fieldOf(inner, 'argument');
      return fieldOf(inner, 'operator')?.type === '+' && argument ? evaluate(argument, scene, steps + 1) : COMPUTED;
    }
    default:
      return COMPUTED;
  }
}

/** A piece of a template: text, or what stands in `${…}`. */
function ofPiece(piece: Syntax, scene: Scene, steps: number): CodeValue {
  if (piece.type !== 'template_substitution') return { kind: 'literal', text: fragmentText(piece) };
  return piece.children[0] ? evaluate(piece.children[0], scene, steps + 1) : COMPUTED;
}

function ofBinary(node: Syntax, scene: Scene, steps: number): CodeValue {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return COMPUTED;
  if (isFallback(node)) return withFallback(evaluate(left, scene, steps + 1), evaluate(right, scene, steps + 1));
  if (fieldOf(node, 'operator')?.type !== '+') return COMPUTED;
  return templateOf([evaluate(left, scene, steps + 1), evaluate(right, scene, steps + 1)]);
}

function ofTernary(node: Syntax, scene: Scene, steps: number): CodeValue {
  const [yes, no] = [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')];
  if (!yes || !no) return COMPUTED;
  const taken = evaluate(yes, scene, steps + 1);
  const condition = fieldOf(node, 'condition');
  const tested = condition && evaluate(condition, scene, steps + 1);
  // `process.env.PORT ? Number(process.env.PORT) : 3000`
  if (taken.kind !== 'variable' || tested?.kind !== 'variable' || tested.name !== taken.name) return COMPUTED;
  return withFallback(taken, evaluate(no, scene, steps + 1));
}

function ofBinding(binding: Binding, scene: Scene, steps: number): CodeValue {
  const given = scene.known(binding.node);
  if (given) return given;
  const assigned = scene.module.scopes.assignmentsTo(binding);
  const isEmpty = !binding.value || /^(null|undefined)$/.test(textOfSyntax(binding.value));
  const start = isEmpty && assigned.length === 1 ? assigned[0] : assigned.length === 0 ? binding.value : undefined;
  if (binding.parameter) return binding.keys.length === 0 ? ofParameter(binding, scene, steps) : COMPUTED;
  if (!start) return COMPUTED;
  let at: Syntax | undefined = start;
  for (const key of binding.keys)
    at = objectBehind(at, scene.module, steps) && entryOfObject(objectBehind(at, scene.module, steps), key);
  if (at) return evaluate(at, scene, steps + 1);
  return COMPUTED;
}

/** A parameter is what its only caller in the file gives it, else its default. */
function ofParameter({ parameter, value }: Binding, scene: Scene, steps: number): CodeValue {
  const owner = parameter?.owner;
  const named = owner && scene.module.scopes.nameOf(owner);
  const given = (named ? scene.module.scopes.usesOf(named) : []).flatMap((use) => {
    const call = use.parent && callOf(use.parent);
    return call?.callee === use ? [call.args[parameter?.index ?? 0]] : [];
  });
  const source = given.length === 1 ? (given[0] ?? value) : given.some((arg) => arg) ? undefined : value;
  return source ? evaluate(source, scene, steps + 1) : COMPUTED;
}

function ofMember(node: Syntax, scene: Scene, steps: number): CodeValue {
  const object = fieldOf(node, 'object');
  const key = pathOf(node)?.at(-1);
  if (!object || key === undefined) return COMPUTED;
  if (TRANSPARENT_METHODS.has(key) && object.type !== 'identifier') return evaluate(object, scene, steps + 1);
  const value =
    entryOfObject(objectBehind(object, scene.module, steps + 1), key) ?? onlyAssignmentTo(node, scene.module);
  return value ? evaluate(value, scene, steps + 1) : COMPUTED;
}

function ofCall(node: Syntax, scene: Scene, steps: number): CodeValue {
  const call = callOf(node);
  const path = call && pathOf(call.callee)?.join('.');
  const [first, second] = call?.args ?? [];
  if (path === 'URL' && first && second) {
    return templateOf([evaluate(second, scene, steps + 1), evaluate(first, scene, steps + 1)]);
  }
  if (call && path !== undefined && /(^|\.)(path|posix)\.(join|resolve)$/.test(path)) {
    return joinedPath(call.args.map((arg) => evaluate(arg, scene, steps + 1)));
  }
  if (first && path !== undefined && TRANSPARENT.has(path)) return evaluate(first, scene, steps + 1);
  const object = call && fieldOf(call.callee, 'object');
  if (object && TRANSPARENT_METHODS.has(calleeName(call.callee) ?? '')) return evaluate(object, scene, steps + 1);
  return COMPUTED;
}
