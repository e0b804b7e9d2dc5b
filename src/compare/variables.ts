import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { Value } from '../shape/value.ts';
import type { ServicePair } from './comparison.ts';
import { mayBeInImage } from './image-dotenv.ts';
import { bringsOwnCode } from './known-images.ts';
import { isConfiguredFromOutside, isPropertyName } from './outside-configuration.ts';
import type { Requirement } from './requirement.ts';

/** What one side gives under a name. */
export type Provision =
  | { readonly kind: 'set'; readonly variable: EffectiveVariable }
  /** Not set here, as far as everything is known. */
  | { readonly kind: 'absent' }
  /** Keys are unknown (a Secret from outside imported whole): it may be set. */
  | { readonly kind: 'unknown' };

/** A file that is mounted over the one of the image holds any key. */
const SETTINGS_FILE = /(^|\/)appsettings[^/]*\.json$/i;

/** Looks a variable up as the process would: `X_FILE` stands for `X` (N129), alternatives serve as well. */
export function provisionOf(service: EffectiveService, name: string, requirement?: Requirement): Provision {
  const { variables, openImports, broken } = service.environment;
  const ignoreCase = requirement?.strictest.caseInsensitive === true;
  const names = [name, `${name}_FILE`, name.replace(/_FILE$/, ''), ...(requirement?.alternatives ?? [])];
  for (const candidate of names) {
    const variable = variables.get(candidate) ?? (ignoreCase ? caseless(variables, candidate) : undefined);
    if (variable) return { kind: 'set', variable };
  }
  const isBroken = broken.some(({ step }) => step.kind === 'reference' && names.includes(step.name));
  const isMounted = ignoreCase && service.workload.mounts.some(({ path }) => SETTINGS_FILE.test(path));
  const isElsewhere = isMounted || (names.some(isPropertyName) && isConfiguredFromOutside(service));
  const isOpen =
    openImports.length > 0 ||
    isElsewhere ||
    !service.isWhole ||
    isSetByCommand(names, service) ||
    mayBeInImage(names, service) ||
    service.workload.hasUnreadVariables === true ||
    service.environment.hasUnreadFile === true;
  return isBroken || isOpen ? { kind: 'unknown' } : { kind: 'absent' };
}

/** `sh -c "MODE=rye exec node main.js"`, `env MODE=rye node main.js`. */
function isSetByCommand(names: readonly string[], { workload, image }: EffectiveService): boolean {
  const commands = [workload.entrypoint ?? image?.entrypoint, workload.command ?? image?.command];
  // Few words assign anything, and this is asked for every name of every service.
  const words = commands.flatMap((command) => command?.words.filter((word) => word.includes('=')) ?? []);
  return words.some((word) =>
    names.some(
      (name) => word.includes(`${name}=`) && new RegExp(`(^|[\\s;&|])${name.replace(/\W/g, '.')}=`).test(word),
    ),
  );
}

function caseless(variables: ReadonlyMap<string, EffectiveVariable>, name: string): EffectiveVariable | undefined {
  const wanted = name.toLowerCase();
  return [...variables.values()].find((variable) => variable.name.toLowerCase() === wanted);
}

/** Whether a side runs in development, where a value that is kept for it counts. */
export function standsInForDevelopment({ strictest }: Requirement, { environment }: EffectiveService): boolean {
  const names = strictest.development?.variables ?? [];
  return names.some((name) => /^development$/i.test(plainText(environment.variables.get(name)?.value) ?? ''));
}

/** The text of a value, undefined when it is hidden or decided at run time. */
export function plainText(value: Value | undefined): string | undefined {
  return value?.kind === 'plain' ? value.text : undefined;
}

/** The value the code falls back on, when it can be read. */
export function defaultText(requirement: Requirement | undefined): string | undefined {
  for (const read of requirement?.reads ?? []) {
    if (read.default !== undefined && read.default.value !== 'computed') return plainText(read.default.value);
  }
  return undefined;
}

/** Whether the code of a service is known well enough to say that it does not read a variable. */
export function readsAreKnown(pair: ServicePair): boolean {
  if ([pair.local, pair.target].some((service) => service !== undefined && bringsOwnCode(service))) return false;
  return pair.codeCoverage === 'read' && !pair.code.reads.some((read) => read.dynamic && read.name === '');
}
