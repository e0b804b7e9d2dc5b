import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Value } from '../../shape/value.ts';
import { ancestorsOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { isExit, isTestedForExit } from './exits.ts';
import { guardsOf, mentions, namesIn } from './guards.ts';
import { literalText, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { ReadSite } from './sites.ts';
import { runsAtStart } from './start.ts';

/** What the reads of a file share. */
export interface ReadScene {
  readonly module: SourceModule;
  /** The names of the variables that an expression reads, directly or through a constant. */
  namesReadBy(node: Syntax): readonly string[];
  /** Whether an expression is a read itself. */
  isRead(node: Syntax): boolean;
}

/** A read whose name is known, before the code around it is looked at. */
export interface NamedSite extends Pick<ReadSite, 'node' | 'binding' | 'presence'> {
  readonly name: string;
  readonly dynamic: boolean;
  /** The token to point at. */
  readonly at: Syntax;
  readonly via: string;
  readonly buildTime: boolean;
  /** The loop over a written list of names that the read stands in. */
  readonly loop?: Syntax;
  /** What a called reading function or a schema says of it. */
  readonly given?: readonly Evidence[];
  /** `given` is all there is to say: the code around it is a schema, not a use. */
  readonly closed?: boolean;
  /** Whether the schema refuses what is not there depends on what is not known. */
  readonly isUnsure?: boolean;
}

/** Names that bundlers put into what they build. */
const INLINED = /^(NEXT_PUBLIC_|REACT_APP_|GATSBY_|VUE_APP_|EXPO_PUBLIC_|STORYBOOK_)/;
const BUILD_FILES = /(^|\/)(vite|webpack|rollup|esbuild|svelte|postcss|tailwind|babel|craco)\.config\.[cm]?[jt]s$/;

/** One read with everything the code around it says. */
export function environmentRead(site: NamedSite, scene: ReadScene): EnvironmentRead {
  const { module } = scene;
  const evidence = [...(site.given ?? []), ...(site.closed ? [] : collect(site, module))];
  const values = evidence.find((item) => item.kind === 'values')?.values;
  // `A || B`: B is no default, it is the other name.
  const fallback = evidence.flatMap((item) =>
    item.kind === 'default' && !scene.isRead(item.node) ? [item.node] : [],
  )[0];
  const fails = evidence.some((item) => item.kind === 'fails');
  const isLoggedOnly =
    !fails && evidence.some((item) => item.kind === 'logged') && !evidence.some((item) => item.kind === 'used');
  const isTested = isLoggedOnly || evidence.some((item) => item.kind === 'optional');
  const throws = evidence.some((item) => item.kind === 'throws');
  const guards = guardsOf(site.node);
  const isGuarded = guards.some((guard) => scene.namesReadBy(guard).includes(site.name));
  const needed = throws || !(fallback || isTested || isGuarded || site.dynamic || site.presence === true);
  const text = fallback && literalText(fallback);
  return {
    name: site.name,
    dynamic: site.dynamic,
    at: module.originOf(site.at),
    ...(fallback && { default: { value: defaultValue(site.name, text, module), at: module.originOf(fallback) } }),
    need: needed ? 'required' : 'optional',
    // A schema refuses what is not there.
    ...(needed && (throws || fails || (site.closed === true && site.isUnsure !== true)) && { enforced: true }),
    when: runsAtStart(site.node, module) ? 'start' : 'later',
    conditional: guards.some((guard) => isOtherCondition(guard, site, scene)),
    alternatives: alternativesOf(site.name, evidence, scene),
    buildTime: site.buildTime || INLINED.test(site.name) || BUILD_FILES.test(module.path),
    type: typeOf(site.name, evidence, text),
    ...(values && { values }),
    via: site.via,
  };
}

function* collect(site: NamedSite, module: SourceModule): Generator<Evidence> {
  if (isOptionalField(site.node)) yield { kind: 'optional' };
  if (site.loop && loopThrows(site, site.loop, module)) yield { kind: 'throws' };
  if (!site.binding) {
    yield* evidenceOf(site.node, module);
    return;
  }
  if (site.binding.fallback) yield { kind: 'default', node: unwrap(site.binding.fallback) };
  for (const use of module.scopes.usesOf(site.binding)) yield* evidenceOf(use, module, 1);
}

/** class-validator: `@IsOptional() public city = process.env.SHOP_CITY;` */
function isOptionalField(node: Syntax): boolean {
  for (const parent of ancestorsOf(node)) {
    if (/(^|_)field_definition$/.test(parent.type))
      return parent.children.some((child) => /^@IsOptional\b/.test(decoratorText(child)));
    if (isFunction(parent)) return false;
  }
  return false;
}

function decoratorText(node: Syntax): string {
  return node.type === 'decorator' ? textOfSyntax(node) : '';
}

/** `for (const name of NAMES) if (!env[name]) throw …`, `const missing = NAMES.filter(…); if (missing.length) throw …` */
function loopThrows(site: NamedSite, list: Syntax, module: SourceModule): boolean {
  let outer: Syntax | undefined = site.node;
  while (outer && !(outer.start <= list.start && list.end <= outer.end)) outer = outer.parent;
  while (outer && !/(statement|declarator|declaration)$/.test(outer.type)) outer = outer.parent;
  if (!outer) return false;
  if (isExit(outer, module) || [...outer.children].some((child) => isExit(child, module))) return true;
  const result = module.scopes.bindings.find((binding) => binding.node.parent === outer);
  return result !== undefined && module.scopes.usesOf(result).some(isTestedForExit);
}

function defaultValue(name: string, text: string | undefined, module: SourceModule): Value | 'computed' {
  return text === undefined ? 'computed' : module.context.secrets.value(name, text);
}

/** A guard is a condition of its own when it looks at more than the variable that it guards. */
function isOtherCondition(guard: Syntax, site: NamedSite, scene: ReadScene): boolean {
  const names = scene.namesReadBy(guard);
  if (!names.includes(site.name)) return true;
  return names.some((name) => name !== site.name) && !mentions(guard, [site.node]) && namesIn(guard).length > 0;
}

function alternativesOf(name: string, evidence: readonly Evidence[], scene: ReadScene): string[] {
  const operands = evidence.flatMap((item) => (item.kind === 'chain' ? item.operands : []));
  const names = operands.flatMap((operand) => scene.namesReadBy(operand));
  return [...new Set(names)].filter((other) => other !== name && other !== '');
}

function typeOf(name: string, evidence: readonly Evidence[], text: string | undefined): EnvironmentRead['type'] {
  const type = evidence.find((item) => item.kind === 'type')?.type;
  const isNumber = type === 'integer' || type === 'number' || (text !== undefined && /^\d{2,5}$/.test(text));
  if (isNumber && /(^|_)PORT$/.test(name)) return 'port';
  return type ?? 'unknown';
}
