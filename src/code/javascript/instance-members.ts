import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { pathOf } from './literals.ts';

const CLASSES = /^(class_declaration|abstract_class_declaration|class)$/;

/** What the class around a place puts into one of its members: `this.env = env`, `env = process.env;`, `private env = …`. */
export function valuesOfMember(place: Syntax, member: string): readonly Syntax[] {
  const owner = classAround(place);
  const body = owner && fieldOf(owner, 'body');
  if (!body) return [];
  return [...withDescendants(body)].flatMap((node) => {
    if (node.type === 'assignment_expression') {
      const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
      return left && right && pathOf(left)?.join('.') === `this.${member}` ? [right] : [];
    }
    if (/(^|_)field_definition$/.test(node.type)) {
      const name = fieldOf(node, 'name') ?? fieldOf(node, 'property');
      const value = fieldOf(node, 'value');
      return name && value && textOfSyntax(name) === member ? [value] : [];
    }
    return ofParameterProperty(node, member);
  });
}

/** TypeScript: `constructor(private readonly env = process.env)`. */
function ofParameterProperty(node: Syntax, member: string): readonly Syntax[] {
  if (!/^(required|optional)_parameter$/.test(node.type)) return [];
  const name = fieldOf(node, 'pattern');
  const isProperty = /^(public|private|protected|readonly|override)\b/.test(textOfSyntax(node));
  return isProperty && name && textOfSyntax(name) === member ? [name] : [];
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
