import type { PythonModule } from './module.ts';
import type { ReadType } from './reading.ts';
import { stringText } from './strings.ts';
import { childOf, type PyNode } from './syntax.ts';

export interface Annotation {
  readonly type: ReadType;
  readonly values?: readonly string[];
  readonly isOptional: boolean;
  /** A class of this file that it names. */
  readonly model?: PyNode;
}

const TYPES: readonly (readonly [RegExp, ReadType])[] = [
  [/^(Positive|NonNegative|Negative|Strict)?[Ii]nt$|^conint/, 'integer'],
  [/^(Positive|NonNegative|Strict)?[Ff]loat$|^Decimal$/, 'number'],
  [/^(Strict)?[Bb]ool$/, 'boolean'],
  [/(Url|Dsn|URL)$/, 'url'],
  [/^timedelta$/, 'duration'],
  [/^([Ll]ist|[Ss]et|[Tt]uple|FrozenSet|frozenset|Sequence)\b/, 'list'],
  [/^([Dd]ict|Mapping|Json|Any)\b/, 'json'],
  [/^(str|SecretStr|StrictStr|Path|FilePath|DirectoryPath|EmailStr|constr|UUID4?|IPvAnyAddress)\b/, 'string'],
];

/** What a type annotation says of a variable: `int`, `Optional[str]`, `Literal['a', 'b']`, an Enum of this file. */
export function readAnnotation(module: PythonModule, type: PyNode | undefined): Annotation {
  if (type === undefined) return { type: 'unknown', isOptional: false };
  const text = module.textOf(type).replace(/\s+/g, ' ');
  const isOptional = /^(typing\.|t\.)?Optional\[|\|\s*None$|^None\s*\||^(typing\.)?Union\[.*\bNone\b/.test(text);
  const inner = text
    .replace(/^(typing\.|t\.)?(Optional|Annotated|Union)\[/, '')
    .replace(/\s*\|\s*None|None\s*\|\s*/g, '')
    .replace(/^[a-z_]+\.(?=[A-Za-z])/, '');
  const literal = /^Literal\[([^\]]*)\]/.exec(inner);
  if (literal) {
    const values = [...(literal[1] ?? '').matchAll(/["']([^"']*)["']/g)].map((match) => match[1] ?? '');
    return { type: 'enum', values, isOptional };
  }
  const name = /^\w+/.exec(inner)?.[0] ?? '';
  const model = module.classes.get(name);
  if (model) return { ...ofClass(module, model), isOptional };
  return { type: TYPES.find(([pattern]) => pattern.test(inner))?.[1] ?? 'unknown', isOptional };
}

function ofClass(module: PythonModule, model: PyNode): Omit<Annotation, 'isOptional'> {
  const bases = module.argumentsOf(model).positional.map(module.textOf).join(' ');
  if (!/\b(Str)?Enum\b/.test(bases)) return { type: 'json', model };
  const values: string[] = [];
  for (const statement of childOf(model, 'body')?.children ?? []) {
    const right = childOf(statement.children[0], 'right');
    const text = right && stringText(right, module.text);
    if (text !== undefined) values.push(text);
  }
  return { type: 'enum', ...(values.length > 0 && { values }) };
}
