import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { concat, fixed, literalOf } from '../assembled-text.ts';
import { ancestorsOf, fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { type Absence, absenceOf } from './absence.ts';
import { argumentAt, bare, callOf, type JvmCall } from './call.ts';
import { isHelperCall, readsByParameter } from './environment-helpers.ts';
import { evaluate } from './evaluate.ts';
import { getenvName, isDotenv, isGetenv } from './getenv.ts';
import type { JvmHelper } from './helper.ts';
import type { JvmReader } from './jvm-file.ts';
import { isString, stringOf } from './string-literal.ts';
import { conditionAt, whenAt } from './timing.ts';

/** Reads by `System.getenv` in all its forms, by dotenv, and by functions that hand their parameter to them. */
export function environmentReads(reader: JvmReader): EnvironmentRead[] {
  const { file } = reader;
  const indexed = [...withDescendants(file.root)].filter(
    ({ type, children }) => type === 'index_expression' && (isGetenv(children[0], file) || isDotenv(children[0], file)),
  );
  const reads = [
    ...file.calls.flatMap((call) => readsOfCall(call, reader)),
    ...indexed.flatMap((node) =>
      node.children[1]
        ? readsOfName(
            node.children[1],
            { node, via: isDotenv(node.children[0], file) ? 'dotenv' : 'System.getenv' },
            reader,
          )
        : [],
    ),
  ];
  return withAlternatives(reads, reader);
}

interface Site {
  readonly node: Syntax;
  readonly via: string;
  readonly fallback?: Syntax;
  readonly isPresence?: boolean;
}

function readsOfCall(call: JvmCall, reader: JvmReader): EnvironmentRead[] {
  const name = getenvName(call, reader.file);
  if (name) {
    if (readsByParameter(name.node, reader)) return [];
    const { node, ...rest } = name;
    return readsOfName(node, { ...rest, node: call.node }, reader);
  }
  if (call.name === 'getenv' && isGetenv(call.node, reader.file)) return wholeEnvironment(call, reader);
  const helper = reader.helpers.get(call.name);
  return helper && isHelperCall(call, helper, reader) ? helperReads(call, helper, reader) : [];
}

/** `System.getenv()` that is not asked for a name: everything may be read. */
function wholeEnvironment(call: JvmCall, reader: JvmReader): EnvironmentRead[] {
  const parent = call.node.parent;
  const outer = parent?.type === 'navigation_expression' ? parent.parent : parent;
  const asked = outer && callOf(outer);
  if (asked && asked.receiver === call.node && /^(get|getOrDefault|getOrElse|containsKey|contains)$/.test(asked.name))
    return [];
  if (parent?.type === 'index_expression') return [];
  const isKept = parent?.type === 'variable_declarator' || parent?.type === 'property_declaration';
  return isKept ? [] : [dynamicRead(call.nameNode, '', reader)];
}

function readsOfName(argument: Syntax, site: Site, reader: JvmReader): EnvironmentRead[] {
  const listed = namesOfLoop(argument, reader);
  if (listed) return listed.map((node) => readOf(stringOf(node) ?? '', node, site, reader));
  const text = evaluate(argument, reader);
  const name = literalOf(text);
  if (name === undefined || name === '') {
    const [first] = text.parts;
    return [dynamicRead(argument, typeof first === 'string' ? first : '', reader)];
  }
  return [readOf(name, argument, site, reader)];
}

/** `for (String key : List.of("A", "B")) { System.getenv(key) }`: the names in the list. */
function namesOfLoop(argument: Syntax, { file }: JvmReader): readonly Syntax[] | undefined {
  if (argument.type !== 'identifier') return undefined;
  for (const loop of ancestorsOf(argument)) {
    if (loop.type !== 'enhanced_for_statement' && loop.type !== 'for_statement') continue;
    const name = fieldOf(loop, 'name') ?? loop.children.find(({ type }) => type === 'variable_declaration');
    if (name?.text !== argument.text) continue;
    const source = fieldOf(loop, 'value') ?? loop.children[1];
    const held = source && (file.variables.get(source.text)?.[0]?.value ?? source);
    const list = held && bare(held);
    const items = list && (callOf(list)?.args.map(({ value }) => value) ?? list.children);
    return items && items.length > 0 && items.every((item) => isString(item) && stringOf(item) !== undefined)
      ? items
      : undefined;
  }
  return undefined;
}

function readOf(name: string, at: Syntax, site: Site, reader: JvmReader): EnvironmentRead {
  const { file } = reader;
  const found: Absence = site.isPresence ? { outcome: 'optional', type: 'unknown' } : absenceOf(site.node, file);
  const fallback = site.fallback ?? found.fallback;
  return {
    ...common(name, at, reader),
    ...defaultOf(name, fallback, reader),
    ...needOf(name, fallback ? { ...found, outcome: 'optional' } : found, site.node),
    type: found.type,
    via: site.via,
  };
}

function common(name: string, at: Syntax, { file }: JvmReader) {
  const isLiteral = isString(bare(at));
  return {
    name,
    dynamic: false,
    at: file.originOf(at, isLiteral ? 1 : 0),
    when: whenAt(at, file),
    alternatives: [] as readonly string[],
    buildTime: false,
  };
}

function needOf(
  name: string,
  { outcome }: Absence,
  node: Syntax,
): Pick<EnvironmentRead, 'need' | 'enforced' | 'conditional'> {
  const { guarded, conditional } = conditionAt(node, name);
  const isNeeded = outcome !== 'optional' && !guarded;
  return {
    need: isNeeded ? 'required' : 'optional',
    ...(isNeeded && outcome === 'enforced' && { enforced: true }),
    conditional,
  };
}

function defaultOf(name: string, fallback: Syntax | undefined, reader: JvmReader): Pick<EnvironmentRead, 'default'> {
  if (fallback === undefined || isOtherRead(fallback, reader)) return {};
  const text = literalOf(evaluate(plainValue(fallback), reader));
  return {
    default: {
      value: text === undefined ? 'computed' : reader.context.secrets.value(name, text),
      at: reader.file.originOf(fallback),
    },
  };
}

/** What a lambda gives. */
function plainValue(node: Syntax): Syntax {
  if (node.type === 'lambda_expression') return fieldOf(node, 'body') ?? node;
  return node.type === 'lambda_literal' ? (node.children.at(-1) ?? node) : node;
}

function isOtherRead(node: Syntax, { file }: JvmReader): boolean {
  const call = callOf(bare(node));
  return call !== undefined && getenvName(call, file) !== undefined;
}

function dynamicRead(at: Syntax, prefix: string, reader: JvmReader): EnvironmentRead {
  return {
    ...common(prefix, at, reader),
    dynamic: true,
    need: 'optional',
    conditional: false,
    type: 'unknown',
    via: 'System.getenv',
  };
}

function helperReads(call: JvmCall, helper: JvmHelper, reader: JvmReader): EnvironmentRead[] {
  const argument = argumentAt(call.args, [], helper.nameParameter);
  if (argument === undefined || readsByParameter(argument, reader)) return [];
  const name = literalOf(concat([fixed(helper.prefix), evaluate(argument, reader)]));
  if (name === undefined || name === '') return [dynamicRead(argument, helper.prefix, reader)];
  const given = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter]?.value;
  const hasDefault = (given && !/^null/.test(given.type)) || helper.ownDefault !== undefined;
  const outer = absenceOf(call.node, reader.file);
  const absence: Absence = hasDefault
    ? { outcome: 'optional', type: outer.type }
    : helper.enforced
      ? { outcome: 'enforced', type: outer.type }
      : helper.passesOn
        ? outer
        : { outcome: helper.need, type: outer.type };
  const fallback = given && hasDefault ? given : helper.passesOn ? outer.fallback : undefined;
  const read = {
    ...common(name, argument, reader),
    ...defaultOf(name, fallback, reader),
    ...needOf(name, fallback ? { ...absence, outcome: 'optional' } : absence, call.node),
    type: absence.type,
    via: `${helper.name}()`,
  };
  if (read.default || helper.ownDefault === undefined) return [read];
  const value = reader.context.secrets.value(name, helper.ownDefault);
  return [{ ...read, default: { value, at: reader.file.originOf(call.nameNode) } }];
}

/** `getenv("A") ?: getenv("B")`: either serves. */
function withAlternatives(reads: readonly EnvironmentRead[], { file }: JvmReader): EnvironmentRead[] {
  const groups = [...withDescendants(file.root)]
    .filter((node) => node.type === 'binary_expression' && fieldOf(node, 'operator')?.text === '?:')
    .map((node) => {
      const names = [...withDescendants(node)].flatMap((inner) => {
        const call = file.callAt.get(inner);
        const name = call && getenvName(call, file);
        const text = name && stringOf(name.node);
        return text === undefined ? [] : [text];
      });
      return [...new Set(names)];
    })
    .filter((names) => names.length > 1);
  return reads.map((read) => {
    const others = groups.filter((names) => names.includes(read.name)).flat();
    return { ...read, alternatives: [...new Set(others)].filter((name) => name !== read.name) };
  });
}
