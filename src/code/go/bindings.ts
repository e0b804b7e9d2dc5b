import { basename } from 'node:path/posix';
import type { ExportedBinding } from '../language.ts';
import { borneErrors } from './borne-errors.ts';
import { packageName } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { GoReader } from './reader.ts';
import { prefixBindings } from './settings.ts';
import { codeValue, type GoText, hasVariable, literalOf, variable, variants } from './text.ts';
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
  const all: readonly [string, GoText, string?][] = [...packageLevel(reader), ...outer];
  const out = all.flatMap(([name, text, path = reader.file.path]) =>
    variants(text).flatMap((each): ExportedBinding[] => {
      const value = codeValue(each);
      return value.kind === 'computed' ? [] : [{ name, path, value }];
    }),
  );
  return unique([...out, ...prefixBindings(reader.file), ...viperBindings(reader.file), ...borneErrors(reader.file)]);
}

/** Whether any text of the file can come from the environment; without that, following its values is of no use. */
function seesEnvironment({ file, helpers, settings, viper }: GoReader): boolean {
  if (settings.length > 0 || viper || helpers.size > 0) return true;
  if (file.context.bindings.some(({ value }) => value.kind !== 'literal')) return true;
  return ['Getenv', 'LookupEnv', 'ExpandEnv'].some((name) => file.callsByName.has(name));
}

function packageLevel(reader: GoReader): [string, GoText][] {
  const found: [string, GoText][] = [];
  for (const [name, all] of reader.file.assignments) {
    if (!all.some(({ owner }) => owner === undefined) || !/^\w+$/.test(name) || name === '_') continue;
    const text = evaluate(nameAtTheEnd(name, reader.file.root), reader);
    const literal = literalOf(text);
    const useful =
      literal === undefined
        ? hasVariable(text)
        : name.length > 3 && literal.length <= MOST_TEXT && /^\S+$/.test(literal);
    if (useful) found.push([name, text]);
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

function fields(reader: GoReader): [string, GoText][] {
  const byTag = reader.settings.map(({ field, struct, name, fallback }): [string, GoText] => [
    `${field}.${struct}`,
    variable(name, fallback?.text),
  ]);
  const byValue = [...reader.file.fieldValues].flatMap(([field, values]) =>
    values.flatMap((value): [string, GoText][] => {
      const text = evaluate(value, reader);
      return hasVariable(text) ? [[`${field}.${ownerOf(value, reader) ?? '_'}`, text]] : [];
    }),
  );
  return [...byTag, ...byValue, ...byHelper(reader)];
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

function byHelper(reader: GoReader): [string, GoText][] {
  return [...reader.helpers.values()].flatMap((helper) =>
    (reader.file.callsByName.get(helper.name) ?? []).flatMap((call): [string, GoText][] => {
      const target = helper.targetParameter === undefined ? undefined : call.args[helper.targetParameter];
      const name = call.args[helper.nameParameter];
      const text = name && literalOf(evaluate(name, reader));
      const operand = target && child(target, 'operand');
      if (!text || target?.type !== 'selector_expression' || operand === undefined) return [];
      return [
        [`${child(target, 'field')?.text}.${typeNameOf(operand, reader.file) ?? '_'}`, variable(helper.prefix + text)],
      ];
    }),
  );
}

/** Arguments of calls of functions that stand elsewhere, when they come from the environment. */
function argumentsPassed(reader: GoReader): [string, GoText, string?][] {
  return reader.file.calls.flatMap((call) => {
    const own = call.package === undefined && call.receiver === undefined;
    const foreign = call.package !== undefined && /\./.test(call.package.split('/')[0] ?? '');
    const local = call.package !== undefined && !/\./.test(call.package) && call.package.includes('/');
    if ((!own && !foreign && !local) || reader.file.functions.has(call.name) || LOGS.test(call.name)) return [];
    if (reader.helpers.has(call.name) || packageName(call.package ?? '') === 'os') return [];
    // A package does not name those that call it: the value is said to belong to the package it goes to.
    const folder = call.package === undefined ? '' : packageName(call.package);
    const path = folder === '' ? reader.file.path : `${folder}/${basename(reader.file.path)}`;
    return call.args.flatMap((arg, at): [string, GoText, string][] => {
      const text = evaluate(arg, reader);
      return hasVariable(text) ? [[`${call.name}.${at}`, text, path]] : [];
    });
  });
}

function results(reader: GoReader): [string, GoText][] {
  return [...reader.file.functions.values()].flatMap(({ name, params, body }): [string, GoText][] => {
    const statements = body?.children.find((each) => each.type === 'statement_list')?.children ?? body?.children ?? [];
    const last = statements.at(-1);
    if (params.length > 0 || last?.type !== 'return_statement' || last.children[0] === undefined) return [];
    const value = last.children[0].children[0] ?? last.children[0];
    const text = evaluate(value, reader);
    return hasVariable(text) ? [[`${name}.()`, text]] : [];
  });
}

function unique(bindings: readonly ExportedBinding[]): ExportedBinding[] {
  return [...new Map(bindings.map((each) => [JSON.stringify(each), each])).values()];
}
