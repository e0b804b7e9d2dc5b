import type { CodeValue } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFallback } from './environment-object.ts';
import { calleeName, callOf, entryOfObject, fragmentText, literalText, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
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

export function evaluator(module: SourceModule, known: KnownValue): Evaluate {
  const evaluate = (node: Syntax, steps: number): CodeValue => {
    const inner = unwrap(node);
    if (steps > MOST_STEPS) return COMPUTED;
    const given = known(inner);
    if (given) return given;
    const text = literalText(inner);
    if (text !== undefined) return { kind: 'literal', text };
    switch (inner.type) {
      case 'template_string':
        return templateOf(
          inner.children.map((piece) =>
            piece.type === 'template_substitution'
              ? piece.children[0]
                ? evaluate(piece.children[0], steps + 1)
                : COMPUTED
              : { kind: 'literal', text: fragmentText(piece) },
          ),
        );
      case 'binary_expression':
        return ofBinary(inner, steps);
      case 'ternary_expression':
        return ofTernary(inner, steps);
      case 'identifier':
      case 'shorthand_property_identifier': {
        const binding = module.scopes.resolve(inner);
        return binding ? ofBinding(binding, steps + 1) : COMPUTED;
      }
      case 'member_expression':
      case 'subscript_expression':
        return ofMember(inner, steps);
      case 'call_expression':
      case 'new_expression':
        return ofCall(inner, steps);
      case 'unary_expression': {
        const argument = fieldOf(inner, 'argument');
        return fieldOf(inner, 'operator')?.type === '+' && argument ? evaluate(argument, steps + 1) : COMPUTED;
      }
      default:
        return COMPUTED;
    }
  };
  const ofBinary = (node: Syntax, steps: number): CodeValue => {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    if (!left || !right) return COMPUTED;
    if (isFallback(node)) return withFallback(evaluate(left, steps + 1), evaluate(right, steps + 1));
    if (fieldOf(node, 'operator')?.type !== '+') return COMPUTED;
    return templateOf([evaluate(left, steps + 1), evaluate(right, steps + 1)]);
  };
  const ofTernary = (node: Syntax, steps: number): CodeValue => {
    const [yes, no] = [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')];
    if (!yes || !no) return COMPUTED;
    const taken = evaluate(yes, steps + 1);
    const condition = fieldOf(node, 'condition');
    const tested = condition && evaluate(condition, steps + 1);
    // `process.env.PORT ? Number(process.env.PORT) : 3000`
    if (taken.kind !== 'variable' || tested?.kind !== 'variable' || tested.name !== taken.name) return COMPUTED;
    return withFallback(taken, evaluate(no, steps + 1));
  };
  const ofBinding = (binding: Binding, steps: number): CodeValue => {
    const given = known(binding.node);
    if (given) return given;
    const assigned = module.scopes.assignmentsTo(binding);
    const isEmpty = !binding.value || /^(null|undefined)$/.test(textOfSyntax(binding.value));
    const start = isEmpty && assigned.length === 1 ? assigned[0] : assigned.length === 0 ? binding.value : undefined;
    if (binding.parameter) return binding.keys.length === 0 ? ofParameter(binding, steps) : COMPUTED;
    if (!start) return COMPUTED;
    let at: Syntax | undefined = start;
    for (const key of binding.keys) at = objectBehind(at, steps) && entryOfObject(objectBehind(at, steps), key);
    if (at) return evaluate(at, steps + 1);
    return COMPUTED;
  };
  /** A parameter is what its only caller in the file gives it, else its default. */
  const ofParameter = ({ parameter, value }: Binding, steps: number): CodeValue => {
    const owner = parameter?.owner;
    const named = owner && module.scopes.nameOf(owner);
    const given = (named ? module.scopes.usesOf(named) : []).flatMap((use) => {
      const call = use.parent && callOf(use.parent);
      return call?.callee === use ? [call.args[parameter?.index ?? 0]] : [];
    });
    const source = given.length === 1 ? (given[0] ?? value) : given.some((arg) => arg) ? undefined : value;
    return source ? evaluate(source, steps + 1) : COMPUTED;
  };
  const ofMember = (node: Syntax, steps: number): CodeValue => {
    const object = fieldOf(node, 'object');
    const key = pathOf(node)?.at(-1);
    if (!object || key === undefined) return COMPUTED;
    if (TRANSPARENT_METHODS.has(key) && object.type !== 'identifier') return evaluate(object, steps + 1);
    const value = entryOfObject(objectBehind(object, steps + 1), key) ?? onlyAssignmentTo(node, module);
    return value ? evaluate(value, steps + 1) : COMPUTED;
  };
  const objectBehind = (node: Syntax | undefined, steps: number): Syntax | undefined => {
    if (!node || steps > MOST_STEPS) return undefined;
    const inner = unwrap(node);
    if (inner.type === 'object') return inner;
    if (inner.type === 'identifier') {
      const binding = module.scopes.resolve(inner);
      if (!binding || module.scopes.assignmentsTo(binding).length > 0 || binding.parameter) return undefined;
      let at = objectBehind(binding.value, steps + 1);
      for (const key of binding.keys) at = objectBehind(entryOfObject(at, key), steps + 1);
      return at;
    }
    if (inner.type === 'member_expression') {
      const key = pathOf(inner)?.at(-1);
      const object = objectBehind(fieldOf(inner, 'object'), steps + 1);
      return key === undefined ? undefined : objectBehind(entryOfObject(object, key), steps + 1);
    }
    const call = callOf(inner);
    return call && pathOf(call.callee)?.join('.') === 'Object.freeze'
      ? objectBehind(call.args[0], steps + 1)
      : undefined;
  };
  const ofCall = (node: Syntax, steps: number): CodeValue => {
    const call = callOf(node);
    const path = call && pathOf(call.callee)?.join('.');
    const [first, second] = call?.args ?? [];
    if (path === 'URL' && first && second) {
      return templateOf([evaluate(second, steps + 1), evaluate(first, steps + 1)]);
    }
    if (call && path !== undefined && /(^|\.)(path|posix)\.(join|resolve)$/.test(path)) {
      return joinedPath(call.args.map((arg) => evaluate(arg, steps + 1)));
    }
    if (first && path !== undefined && TRANSPARENT.has(path)) return evaluate(first, steps + 1);
    const object = call && fieldOf(call.callee, 'object');
    if (object && TRANSPARENT_METHODS.has(calleeName(call.callee) ?? '')) return evaluate(object, steps + 1);
    return COMPUTED;
  };
  return (node) => evaluate(node, 0);
}

/** `this.port = port`, `Server.PORT = process.env.PORT`, when the file assigns it once. */
function onlyAssignmentTo(node: Syntax, module: SourceModule): Syntax | undefined {
  const text = textOfSyntax(node);
  const key = fieldOf(node, 'property');
  const assigned = module.nodesOf('assignment_expression').filter((item) => {
    const left = fieldOf(item, 'left');
    return left?.type === 'member_expression' && textOfSyntax(left) === text;
  });
  const fields = text.startsWith('this.') && key ? fieldsNamed(textOfSyntax(key), module) : [];
  const values = [...assigned.map((item) => fieldOf(item, 'right')), ...fields];
  return values.length === 1 ? values[0] : undefined;
}

function fieldsNamed(name: string, module: SourceModule): Syntax[] {
  return [...module.nodesOf('field_definition'), ...module.nodesOf('public_field_definition')].flatMap((field) => {
    const key = fieldOf(field, 'property') ?? fieldOf(field, 'name');
    const value = fieldOf(field, 'value');
    return key && value && textOfSyntax(key) === name ? [value] : [];
  });
}
