import { type AssembledText, literalOf, textOfValue, UNKNOWN } from '../assembled-text.ts';
import { withStandIn } from '../stand-in.ts';
import { ancestorsOf, contains, fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { bare, callOf, plainTypeName } from './call.ts';
import { type Following, follow } from './evaluate.ts';
import { injectedValue } from './injected.ts';
import { classesAround } from './model.ts';
import type { JvmVariable } from './variable.ts';

/** What a bare name stands for at a place. */
export function lookUp(name: string, at: Syntax, following: Following): AssembledText {
  const found = visibleVariable(name, at, following);
  if (found) return textOfVariable(found, following);
  const dotted = following.file.imports.get(name);
  const owner = dotted?.split('.').at(-2);
  return bound(owner !== undefined && /^[A-Z]/.test(owner) ? `${owner}.${name}` : name, following);
}

/** The variable that a name means: a local one or parameter of the method around, else a field of the class around. */
export function visibleVariable(name: string, at: Syntax, { file }: Pick<Following, 'file'>): JvmVariable | undefined {
  const known = file.variables.get(name) ?? [];
  const around = [...ancestorsOf(at)];
  for (const scope of around) {
    const here = known.filter(({ owner, kind }) => owner === scope && kind !== 'field');
    const before = here.filter(({ node }) => node.start <= at.start);
    if (before.length > 0) return before.at(-1);
    const field = known.find(({ owner, kind }) => owner === scope && kind === 'field');
    if (field) return field;
    // What a companion object holds belongs to its class.
    const companion = known.find(({ owner, kind }) => kind === 'field' && isInCompanion(owner, scope));
    if (companion) return companion;
  }
  return known.find(({ owner }) => owner === undefined);
}

function isInCompanion(owner: Syntax | undefined, scope: Syntax): boolean {
  return owner?.type === 'companion_object' && owner.parent?.parent === scope;
}

/** What a variable holds: what an annotation injects, else its one value. */
export function textOfVariable(found: JvmVariable, following: Following): AssembledText {
  const injected = injectedValue(found, following);
  if (injected) return injected;
  const assigned = (following.file.assignments.get(found.name) ?? []).filter(({ target, node }) =>
    means(target, found, node, following),
  );
  const values = [...(found.value ? [found.value] : []), ...assigned.map(({ value }) => value)].filter(
    ({ type }) => !/^null(_literal)?$/.test(type),
  );
  const texts = values.map((value) => follow(value, following));
  const [first, second] = texts;
  if (first === undefined) return passedValue(found, following);
  if (second === undefined) return first;
  // `host = System.getenv("HOST"); if (host == null) host = "cart"`.
  if (texts.length === 2 && literalOf(second) !== undefined) {
    const together = withStandIn(first, second);
    if (together !== first) return together;
  }
  return texts.every((text) => JSON.stringify(text) === JSON.stringify(first)) ? first : UNKNOWN;
}

const MOST_SITES = 8;

/** What the callers of a method or constructor pass, where all pass the same. */
function passedValue(found: JvmVariable, following: Following): AssembledText {
  const place = placeOf(found, following);
  if (place === undefined) return UNKNOWN;
  const { name, at } = place;
  const calls = (following.file.callsByName.get(name) ?? []).filter(
    ({ args, node }) => args.length > at && !(found.owner && contains(found.owner, node)),
  );
  const texts = calls.slice(0, MOST_SITES).map(({ args }) => follow(args[at]?.value, following));
  const [first] = texts;
  if (first !== undefined)
    return texts.every((text) => JSON.stringify(text) === JSON.stringify(first)) ? first : UNKNOWN;
  return place.makes ? bound(`${name}.(${at})`, following) : UNKNOWN;
}

/** Which argument of which call a parameter is; those of Kotlin's class are those of its constructor. */
function placeOf(
  found: JvmVariable,
  { file }: Following,
): { readonly name: string; readonly at: number; readonly makes: boolean } | undefined {
  if (found.node.type === 'class_parameter') {
    const name = file.classes.find(({ node }) => node === found.owner)?.name;
    const at = (found.node.parent?.children ?? []).filter(({ type }) => type === 'class_parameter').indexOf(found.node);
    return name === undefined || at < 0 ? undefined : { name, at, makes: true };
  }
  const method = found.kind === 'parameter' ? file.methods.find(({ node }) => node === found.owner) : undefined;
  const at = method?.parameters.indexOf(found) ?? -1;
  if (method === undefined || at < 0) return undefined;
  return { name: method.name, at, makes: method.node.type === 'constructor_declaration' };
}

function means(target: Syntax, found: JvmVariable, node: Syntax, following: Following): boolean {
  if (found.kind === 'field') {
    const isOwn = /^this\b/.test(target.text) || target.type === 'identifier';
    const scope = found.owner ?? following.file.root;
    if (!isOwn || !contains(scope, node)) return false;
    // `queue = x` may mean a local variable of the same name.
    return /^this\b/.test(target.text) || visibleVariable(found.name, target, following) === found;
  }
  return target.type === 'identifier' && found.owner !== undefined && contains(found.owner, node);
}

/** `Queues.ORDERS`, `this.queue`, `props.getQueue()`, `config.queue`. */
export function lookUpMember(node: Syntax, following: Following): AssembledText {
  const call = callOf(node);
  if (call && call.args.length > 0) return UNKNOWN;
  const object = call ? call.receiver : (fieldOf(node, 'object') ?? node.children[0]);
  const name = call ? call.name : (fieldOf(node, 'field') ?? node.children.at(-1))?.text;
  if (name === undefined) return UNKNOWN;
  if (object === undefined) return call ? resultOf(name, call.node, following) : UNKNOWN;
  const field = fieldNameOf(name, call !== undefined);
  const owner = ownerOf(object, following);
  if (owner === undefined) return UNKNOWN;
  const own = following.file.classes.find((each) => each.name === owner);
  if (own) {
    const found = fieldsBelow(own.node, following).find((variable) => variable.name === field);
    if (found) return textOfVariable(found, following);
    return call ? resultOf(name, own.node, following) : UNKNOWN;
  }
  const value = bound(`${owner}.${field}`, following);
  return value === UNKNOWN && call ? bound(`${owner}.${name}()`, following) : value;
}

function fieldsBelow(node: Syntax, { file }: Following): readonly JvmVariable[] {
  const companion = file.classes.filter((each) => each.node.type === 'companion_object' && contains(node, each.node));
  return [node, ...companion.map((each) => each.node)].flatMap((each) => file.fields.get(each) ?? []);
}

/** `getQueue()` gives field `queue`, and so does a record's `queue()`. */
export function fieldNameOf(name: string, isCall: boolean): string {
  const getter = isCall ? /^(?:get|is)([A-Z]\w*)$/.exec(name)?.[1] : undefined;
  return getter === undefined ? name : getter[0]?.toLowerCase() + getter.slice(1);
}

/** The class whose member an expression asks for: a class by its name, or the type of a variable. */
export function ownerOf(object: Syntax, following: Pick<Following, 'file' | 'context'>): string | undefined {
  const inner = bare(object);
  const { file } = following;
  if (/^this(_expression)?$/.test(inner.type)) return classesAround(file, inner)[0]?.name;
  const call = callOf(inner);
  // `new ShopProperties()`, Kotlin's `ShopProperties()`.
  if (call && /^[A-Z]/.test(call.name) && call.receiver === undefined) return call.name;
  // `properties.getOven().getHost()`
  if (call?.receiver && call.args.length === 0) {
    const outer = ownerOf(call.receiver, following);
    return outer === undefined ? undefined : `${outer}.${fieldNameOf(call.name, true)}`;
  }
  const isPath = inner.type === 'field_access' || inner.type === 'navigation_expression';
  const name = isPath ? inner.children.at(-1)?.text : inner.type === 'identifier' ? inner.text : undefined;
  if (name === undefined) return undefined;
  if (/^[A-Z]/.test(name)) return plainTypeName(name);
  const found = visibleVariable(name, inner, following);
  if (found === undefined) {
    const outer = isPath && inner.children[0] ? ownerOf(inner.children[0], following) : undefined;
    return outer === undefined ? undefined : `${outer}.${name}`;
  }
  if (found.type !== '' && found.type !== 'var') return plainTypeName(found.type);
  return found.value && found.value !== object ? ownerOfValue(found.value) : undefined;
}

function ownerOfValue(value: Syntax): string | undefined {
  const call = callOf(value);
  return call && /^[A-Z]/.test(call.name) ? call.name : undefined;
}

/** The result of a method of this file that only returns. */
function resultOf(name: string, around: Syntax, following: Following): AssembledText {
  const method = following.file.methods.find((each) => each.name === name && each.parameters.length === 0);
  if (method?.body === undefined || contains(method.node, around)) return UNKNOWN;
  return resultOfBody(method.body, following);
}

export function resultOfBody(body: Syntax, following: Following): AssembledText {
  const returned = [...withDescendants(body)].filter(
    ({ type }) => type === 'return_statement' || type === 'return_expression',
  );
  const values = returned.length > 0 ? returned.map((each) => each.children[0]) : [expressionBody(body)];
  const texts = values.map((value) => follow(value, following));
  const [first, second] = texts;
  if (first === undefined || texts.length > 2) return UNKNOWN;
  if (second === undefined) return first;
  return withStandIn(first, second) === first ? withStandIn(second, first) : withStandIn(first, second);
}

/** Kotlin's `fun queue() = "orders"`. */
function expressionBody(body: Syntax): Syntax | undefined {
  return body.type === 'function_body' && body.children[0]?.type !== 'block' ? body.children[0] : undefined;
}

/** What another file of the service exports under a name: of several, that of the import or of the own package. */
export function bound(name: string, { context, file }: Pick<Following, 'context' | 'file'>): AssembledText {
  const all = context.bindings.filter((binding) => binding.name === name && !('property' in binding));
  const [head = ''] = name.split('.');
  const wanted = file.imports.get(head)?.replaceAll('.', '/');
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const named = wanted === undefined ? [] : all.filter(({ path }) => path.replace(/\.\w+$/, '').endsWith(wanted));
  const near = all.filter(({ path }) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  const fitting = [named, near, all].find((group) => group.length > 0) ?? [];
  const [first, ...rest] = fitting;
  const isOne = first && rest.every((other) => JSON.stringify(other.value) === JSON.stringify(first.value));
  return isOne ? textOfValue(first.value) : UNKNOWN;
}
