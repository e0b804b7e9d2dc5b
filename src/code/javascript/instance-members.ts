import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { pathOf } from './literals.ts';

const CLASSES = /^(class_declaration|abstract_class_declaration|class)$/;

type Values = ReadonlyMap<string, readonly Syntax[]>;

const NONE: readonly Syntax[] = [];
const valuesByClass = new WeakMap<Syntax, Values>();

/** What the class around a place puts into one of its members: `this.env = env`, `env = process.env;`, `private env = …`. */
export function valuesOfMember(place: Syntax, member: string): readonly Syntax[] {
  const owner = classAround(place);
  const body = owner && fieldOf(owner, 'body');
  if (!body) return NONE;
  const values = valuesByClass.get(body) ?? valuesIn(body);
  valuesByClass.set(body, values);
  return values.get(member) ?? NONE;
}

function valuesIn(body: Syntax): Values {
  const values = new Map<string, Syntax[]>();
  for (const node of withDescendants(body)) {
    const [member, value] = memberValue(node) ?? [];
    if (member === undefined || value === undefined) continue;
    const known = values.get(member);
    if (known) known.push(value);
    else values.set(member, [value]);
  }
  return values;
}

function memberValue(node: Syntax): readonly [string, Syntax] | undefined {
  switch (node.type) {
    case 'assignment_expression':
      return ofAssignment(node);
    case 'field_definition':
    case 'public_field_definition':
      return ofField(node);
    case 'required_parameter':
    case 'optional_parameter':
      return ofParameterProperty(node);
    default:
      return undefined;
  }
}

function ofAssignment(node: Syntax): readonly [string, Syntax] | undefined {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const path = left && pathOf(left);
  const [, member] = path?.length === 2 && path[0] === 'this' ? path : [];
  return member !== undefined && right ? [member, right] : undefined;
}

function ofField(node: Syntax): readonly [string, Syntax] | undefined {
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'property');
  const value = fieldOf(node, 'value');
  return name && value && [textOfSyntax(name), value];
}

/** TypeScript: `constructor(private readonly env = process.env)`. */
function ofParameterProperty(node: Syntax): readonly [string, Syntax] | undefined {
  const name = fieldOf(node, 'pattern');
  const isProperty = /^(public|private|protected|readonly|override)\b/.test(textOfSyntax(node));
  return isProperty && name ? [textOfSyntax(name), name] : undefined;
}

/** The class of which a function is the constructor. */
export function classOfConstructor(owner: Syntax): Syntax | undefined {
  const name = owner.type === 'method_definition' ? fieldOf(owner, 'name') : undefined;
  return name && textOfSyntax(name) === 'constructor' ? classAround(owner) : undefined;
}

function classAround(place: Syntax): Syntax | undefined {
  for (const parent of ancestorsOf(place)) if (CLASSES.test(parent.type)) return parent;
  return undefined;
}
