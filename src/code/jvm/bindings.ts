import { type AssembledText, codeValue, hasVariable, literalOf } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { contains } from '../syntax.ts';
import { annotationNamed } from './annotation.ts';
import { type Following, follow } from './evaluate.ts';
import type { JvmReader } from './jvm-file.ts';
import { fieldNameOf, resultOfBody, textOfVariable } from './lookup.ts';
import { classesAround, type JvmClass } from './model.ts';
import { conditionalClasses } from './property-conditions.ts';
import { membersOf, settingsFields } from './settings-classes.ts';
import type { JvmVariable } from './variable.ts';

const MOST_TEXT = 200;
const MOST_STEPS = 600;

/**
 * What the other files of the service need to follow a value through this one: `Queues.ORDERS` for a constant or a field
 * of a class, `Queues.orders()` for the result of a method, `ORDERS` for a name at the top of a Kotlin file.
 */
export function bindingsOf(reader: JvmReader): ExportedBinding[] {
  const { file } = reader;
  const fields = [...file.variables.values()].flat().filter(({ kind }) => kind === 'field');
  const found = [
    ...fields.flatMap((variable) => fieldBinding(variable, reader)),
    ...settingsBindings(reader),
    ...results(reader),
    ...argumentsPassed(reader),
  ];
  const all = found.flatMap(({ name, text }): ExportedBinding[] => {
    const value = codeValue(text);
    return value.kind === 'computed' ? [] : [{ name, path: file.path, value }];
  });
  return [...all, ...controllerMark(reader), ...conditionalClasses(reader)];
}

interface Named {
  readonly name: string;
  readonly text: AssembledText;
}

function following(reader: JvmReader): Following {
  return { ...reader, depth: 0, budget: { left: MOST_STEPS } };
}

function fieldBinding(variable: JvmVariable, reader: JvmReader): Named[] {
  const owner = ownerName(variable, reader);
  const text = textOfVariable(variable, following(reader));
  const name = owner === undefined ? variable.name : `${owner}.${variable.name}`;
  const literal = literalOf(text);
  const isUseful = literal === undefined ? hasVariable(text) : literal.length <= MOST_TEXT && /^\S+$/.test(literal);
  return isUseful ? [{ name, text }] : [];
}

/** Undefined at the top of a Kotlin file; what a companion holds is its class's. */
function ownerName({ owner, node }: JvmVariable, { file }: JvmReader): string | undefined {
  if (owner === undefined) return undefined;
  const around = classesAround(file, node).filter(({ name }) => name !== 'Companion');
  return around[0]?.name;
}

/** `props.queue.name` goes by the class of the outermost. */
function settingsBindings(reader: JvmReader): Named[] {
  return settingsFields(reader.file).flatMap(({ variable, owner }) => {
    const outer = outermost(owner, reader);
    const path = nestedPath(owner, outer, reader);
    if (path === undefined) return [];
    return [{ name: `${outer.name}.${path}${variable.name}`, text: textOfVariable(variable, following(reader)) }];
  });
}

function outermost(owner: JvmClass, { file }: JvmReader): JvmClass {
  return file.classes.find((each) => each !== owner && contains(each.node, owner.node)) ?? owner;
}

function nestedPath(owner: JvmClass, outer: JvmClass, { file }: JvmReader): string | undefined {
  if (owner === outer) return '';
  const holder = membersOf(file, outer).find(({ type }) => type === owner.name);
  return holder ? `${holder.name}.` : undefined;
}

function results(reader: JvmReader): Named[] {
  return reader.file.methods.flatMap(({ name, node, parameters, body }) => {
    if (parameters.length > 0 || body === undefined || name === '') return [];
    const owner = classesAround(reader.file, node).find((each) => each.name !== 'Companion')?.name;
    const text = resultOfBody(body, following(reader));
    if (!hasVariable(text) && literalOf(text) === undefined) return [];
    const literal = literalOf(text);
    if (literal !== undefined && (literal.length > MOST_TEXT || !/^\S+$/.test(literal))) return [];
    const getter = fieldNameOf(name, true);
    const names = [`${name}()`, ...(getter === name ? [] : [getter])];
    return names.map((each) => ({ name: owner === undefined ? each : `${owner}.${each}`, text }));
  });
}

/** `new CartClient(System.getenv("CART_URL"))`: what the constructor of another file gets. */
function argumentsPassed(reader: JvmReader): Named[] {
  return reader.file.calls.flatMap(({ name, receiver, args }) => {
    if (!/^[A-Z]\w*[a-z]\w*$/.test(name) || receiver !== undefined) return [];
    return args.flatMap(({ value }, at) => {
      const text = follow(value, following(reader));
      return hasVariable(text) ? [{ name: `${name}.(${at})`, text }] : [];
    });
  });
}

/** A controller makes the application one of the web. */
function controllerMark({ file }: JvmReader): ExportedBinding[] {
  const isController = file.classes.some(({ annotations }) =>
    annotationNamed(annotations, /^(RestController|RestControllerAdvice)$/),
  );
  return isController
    ? [{ name: 'SpringBootApplication.controller', path: file.path, value: { kind: 'computed' } }]
    : [];
}
