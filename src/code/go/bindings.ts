import { basename } from 'node:path/posix';
import { type AssembledText, hasVariable, literalOf } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { borneErrors } from './borne-errors.ts';
import { packageName } from './call.ts';
import { evaluate } from './evaluate.ts';
import { routerBindings } from './handed-routers.ts';
import type { GoReader } from './reader.ts';
import { prefixBindings } from './settings.ts';
import { codeValue, variable, variants } from './text.ts';
import { child, type GoNode } from './tree.ts';
import { plainName, typeNameOf } from './type-name.ts';
import { viperBindings } from './viper.ts';

const MOST_TEXT = 200;
const LOGS = /^(Print|Sprint|Fprint|Info|Warn|Debug|Error|Fatal|Panic|Log|Trace|Wrap|New)(f|ln|w)?$/;

/**
 * What the other files of the service need to follow a value through this one. Names are `queue` for a package's
 * variable or constant, `Port.Config` for field Port of type Config, `Connect.0` for the first argument that calls of
 * Connect pass, `Address.()` for the result of a function without parameters: the word that using files hold stands first.
 */
export function bindingsOf(reader: GoReader): ExportedBinding[] {
  const outer = seesEnvironment(reader) ? [...fields(reader), ...argumentsPassed(reader), ...results(reader)] : [];
  const out = [...packageLevel(reader), ...outer].flatMap(({ name, text, path = reader.file.path, usedBeside }) =>
    variants(text).flatMap((each): ExportedBinding[] => {
      const value = codeValue(each);
      return value.kind === 'computed' ? [] : [{ name, path, value, ...(usedBeside && { usedBeside }) }];
    }),
  );
  return unique([
    ...out,
    ...prefixBindings(reader.file),
    ...viperBindings(reader.file),
    ...borneErrors(reader.file),
    ...routerBindings(reader),
  ]);
}

interface NamedText extends Pick<ExportedBinding, 'name' | 'usedBeside'> {
  readonly text: AssembledText;
  /** Where it belongs, when that is not this file. */
  readonly path?: string;
}

/** Whether any text of the file can come from the environment; without that, following its values is of no use. */
function seesEnvironment({ file, helpers, settings, viper }: GoReader): boolean {
  if (settings.length > 0 || viper || helpers.size > 0) return true;
  if (file.context.bindings.some(({ value }) => value.kind !== 'literal')) return true;
  return ['Getenv', 'LookupEnv', 'ExpandEnv'].some((name) => file.callsByName.has(name));
}

function packageLevel(reader: GoReader): NamedText[] {
  const found: NamedText[] = [];
  for (const [name, all] of reader.file.assignments) {
    if (!all.some(({ owner }) => owner === undefined) || !/^\w+$/.test(name) || name === '_') continue;
    const text = evaluate(nameAtTheEnd(name, reader.file.root), reader);
    const literal = literalOf(text);
    const useful =
      literal === undefined
        ? hasVariable(text)
        : name.length > 3 && literal.length <= MOST_TEXT && /^\S+$/.test(literal);
    if (useful) found.push({ name, text });
  }
  return found;
}

/** A use of a name behind everything: what a variable of the package holds when all assignments are done. */
function nameAtTheEnd(name: string, root: GoNode): GoNode {
  return {
    type: 'identifier',
    field: undefined,
    text: name,
    start: root.end,
    end: root.end,
    children: [],
    parent: root,
  };
}

function fields(reader: GoReader): NamedText[] {
  const byTag = reader.settings.map(({ field, struct, name, fallback }) =>
    fieldOf(field, struct, variable(name, fallback?.text)),
  );
  const byValue = [...reader.file.fieldValues].flatMap(([field, values]) =>
    values.flatMap((value): NamedText[] => {
      const text = evaluate(value, reader);
      return hasVariable(text) ? [fieldOf(field, ownerOf(value, reader), text)] : [];
    }),
  );
  return [...byTag, ...byValue, ...byHelper(reader)];
}

function fieldOf(field: string, struct: string | undefined, text: AssembledText): NamedText {
  return { name: `${field}.${struct ?? '_'}`, text, usedBeside: `.${field}` };
}

/** The type whose field a value is put in. */
function ownerOf(value: GoNode, reader: GoReader): string | undefined {
  for (let node = value.parent; node; node = node.parent) {
    if (node.type === 'composite_literal') return plainName(child(node, 'type')?.text);
    if (node.type !== 'assignment_statement') continue;
    const target = child(node, 'left')?.children[0];
    const operand = target && child(target, 'operand');
    return operand && typeNameOf(operand, reader.file);
  }
  return undefined;
}

function byHelper(reader: GoReader): NamedText[] {
  return [...reader.helpers.values()].flatMap((helper) =>
    (reader.file.callsByName.get(helper.name) ?? []).flatMap((call): NamedText[] => {
      const target = helper.targetParameter === undefined ? undefined : call.args[helper.targetParameter];
      const name = call.args[helper.nameParameter];
      const text = name && literalOf(evaluate(name, reader));
      const operand = target && child(target, 'operand');
      if (!text || target?.type !== 'selector_expression' || operand === undefined) return [];
      const field = child(target, 'field')?.text ?? '';
      return [fieldOf(field, typeNameOf(operand, reader.file), variable(helper.prefix + text))];
    }),
  );
}

/** Arguments of calls of functions that stand elsewhere, when they come from the environment. */
function argumentsPassed(reader: GoReader): NamedText[] {
  return reader.file.calls.flatMap((call) => {
    const own = call.package === undefined && call.receiver === undefined;
    const foreign = call.package !== undefined && /\./.test(call.package.split('/')[0] ?? '');
    const local = call.package !== undefined && !/\./.test(call.package) && call.package.includes('/');
    if ((!own && !foreign && !local) || reader.file.functions.has(call.name) || LOGS.test(call.name)) return [];
    if (reader.helpers.has(call.name) || packageName(call.package ?? '') === 'os') return [];
    // A package does not name those that call it: the value is said to belong to the package it goes to.
    const folder = call.package === undefined ? '' : packageName(call.package);
    const path = folder === '' ? reader.file.path : `${folder}/${basename(reader.file.path)}`;
    return call.args.flatMap((arg, at): NamedText[] => {
      const text = evaluate(arg, reader);
      return hasVariable(text) ? [{ name: `${call.name}.${at}`, text, path, usedBeside: `func ${call.name}` }] : [];
    });
  });
}

function results(reader: GoReader): NamedText[] {
  return [...reader.file.functions.values()].flatMap(({ name, params, body }): NamedText[] => {
    const statements = body?.children.find((each) => each.type === 'statement_list')?.children ?? body?.children ?? [];
    const last = statements.at(-1);
    if (params.length > 0 || last?.type !== 'return_statement' || last.children[0] === undefined) return [];
    const value = last.children[0].children[0] ?? last.children[0];
    const text = evaluate(value, reader);
    return hasVariable(text) ? [{ name: `${name}.()`, text, usedBeside: `${name}(` }] : [];
  });
}

function unique(bindings: readonly ExportedBinding[]): ExportedBinding[] {
  return [...new Map(bindings.map((each) => [JSON.stringify(each), each])).values()];
}
