import { basename } from 'node:path/posix';
import type { ExportedBinding } from '../language.ts';
import { type GoCall, packageName } from './call.ts';
import { exits, following, onlyReturns } from './exits.ts';
import { holderOf } from './holder.ts';
import { declarationAround, type GoFile } from './model.ts';
import { child, type GoNode } from './tree.ts';

const ERROR_OF = '$error';
/** Functions that set something up, which a program may do without. */
const SETS_UP = /^(Init|Setup|SetUp|Start|Enable|Configure|Connect|Register|New|Open|Load)/;

/**
 * What callers in this file do about the error of a function that sets something up: `borne` when they go on without it
 * (`if err := tracing.Init(); err != nil { log.Warn(…) }`), `passed` when they give up, too.
 */
export function borneErrors(file: GoFile): ExportedBinding[] {
  return file.calls.flatMap((call) => {
    if (!SETS_UP.test(call.name) || (call.package === undefined && call.receiver !== undefined)) return [];
    if (call.package !== undefined && !call.package.includes('/')) return [];
    const block = blockOnError(call);
    if (block === undefined) return [];
    // A package does not name those that call it: the answer is said to belong to the package it is about.
    const folder = call.package === undefined ? '' : packageName(call.package);
    const path = folder === '' ? file.path : `${folder}/${basename(file.path)}`;
    return [
      { name: `${call.name}.${ERROR_OF}`, path, value: { kind: 'literal', text: exits(block) ? 'passed' : 'borne' } },
    ];
  });
}

/** Whether a block gives up by returning an error only, and every known caller of its function goes on all the same. */
export function isBorne(block: GoNode | undefined, place: GoNode, file: GoFile): boolean {
  const name = declarationAround(file, place)?.name;
  if (name === undefined || block === undefined || !onlyReturns(block)) return false;
  const answers = [...file.context.bindings, ...borneErrors(file)].flatMap((binding) =>
    binding.name === `${name}.${ERROR_OF}` && binding.value.kind === 'literal' ? [binding.value.text] : [],
  );
  return answers.length > 0 && answers.every((answer) => answer === 'borne');
}

/** The block of the `if err != nil` right behind a call. */
function blockOnError(call: GoCall): GoNode | undefined {
  const holder = holderOf(call.node);
  if (holder === undefined) return undefined;
  const error = holder.flag ?? holder.text;
  const own = holder.at.parent?.type === 'if_statement' ? holder.at.parent : undefined;
  const test = own ?? following(holder.at)[0];
  if (test?.type !== 'if_statement' || child(test, 'condition')?.text !== `${error} != nil`) return undefined;
  return child(test, 'consequence');
}
