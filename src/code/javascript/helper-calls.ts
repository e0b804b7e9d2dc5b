import type { EnvironmentHelper } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import type { Evidence } from './evidence.ts';
import { type Demand, isDemanded } from './helper-demands.ts';
import { type FindHelper, type LocalHelper, localHelperBehind, localHelpers } from './helper-functions.ts';
import { findForeign } from './imports.ts';
import { callOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { nameOf } from './names-in-code.ts';
import type { NamedSite } from './reads.ts';
import type { EnvironmentSites } from './sites.ts';

/** The reading functions of a file, and the reads that calls of such functions make. */
export function helperReads(
  module: SourceModule,
  sites: EnvironmentSites,
): { helpers: readonly LocalHelper[]; named: readonly NamedSite[] } {
  const imported: FindHelper = (callee) => findForeign(callee, module, module.context.helpers);
  const helpers = localHelpers(module, sites, imported);
  const byOwner = new Map(helpers.map((helper) => [helper.owner, helper] as const));
  const named = module.calls.flatMap((node) => {
    const call = callOf(node);
    const helper = call && (localHelperBehind(call.callee, module, byOwner) ?? imported(call.callee));
    return call && helper ? callSites(node, call, helper, module) : [];
  });
  return { helpers, named: [...named, ...mappedSites(module, byOwner, imported)] };
}

function callSites(
  node: Syntax,
  call: { callee: Syntax; args: readonly Syntax[] },
  helper: EnvironmentHelper,
  module: SourceModule,
): NamedSite[] {
  const argument = call.args[helper.nameParameter];
  if (!argument) return [];
  const fallback = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter];
  const isFree = call.args.some((arg) => arg.type === 'spread_element') || !isDemanded(demandBehind(helper), call.args);
  const given = isFree
    ? [...givenBy({ ...helper, need: 'optional', enforced: false }, fallback)]
    : givenBy(helper, fallback);
  const base = { node, at: argument, via: viaOf(call.callee), buildTime: false, given };
  const name = nameOf(argument, module);
  switch (name.kind) {
    case 'fixed':
      return [{ ...base, name: helper.prefix + name.text, dynamic: false }];
    case 'each':
      return name.elements.map((item) => ({ ...base, name: helper.prefix + item.text, at: item.node, dynamic: false }));
    case 'dynamic':
      return [{ ...base, name: helper.prefix + name.prefix, dynamic: true }];
    case 'parameter':
      return [];
  }
}

/** What a reading function's exit hangs on, which goes with it from file to file. */
function demandBehind(helper: EnvironmentHelper): Demand | undefined {
  return (helper as Partial<LocalHelper>).demand;
}

function givenBy(helper: EnvironmentHelper, fallback: Syntax | undefined): Evidence[] {
  const value = fallback && unwrap(fallback);
  const isValue = value && !/^(undefined|null)$/.test(textOfSyntax(value));
  return [
    ...(isValue ? [{ kind: 'default', node: value } as const] : []),
    ...(helper.need === 'optional' ? [{ kind: 'optional' } as const] : []),
    ...(helper.enforced === true && !isValue ? [{ kind: 'throws' } as const] : []),
  ];
}

/** `['OVEN_URL', 'TILL_URL'].map(required)`. */
function mappedSites(
  module: SourceModule,
  helpers: ReadonlyMap<Syntax, LocalHelper>,
  imported: FindHelper,
): NamedSite[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const list = call && fieldOf(call.callee, 'object');
    const callback = call?.args[0];
    if (!call || !callback || list?.type !== 'array' || callback.type !== 'identifier') return [];
    const helper = localHelperBehind(callback, module, helpers) ?? imported(callback);
    if (helper?.nameParameter !== 0) return [];
    return list.children.flatMap((item) => {
      const name = nameOf(item, module);
      if (name.kind !== 'fixed') return [];
      const base = { node: item, at: item, via: viaOf(callback), buildTime: false, given: givenBy(helper, undefined) };
      return [{ ...base, name: helper.prefix + name.text, dynamic: false }];
    });
  });
}

function viaOf(callee: Syntax): string {
  return `${textOfSyntax(callee)}()`;
}
