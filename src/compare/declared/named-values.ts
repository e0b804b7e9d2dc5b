import type { EffectiveVariable } from '../../effective/environment.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { CodeValue } from '../../shape/code-facts.ts';
import { resolveCodeValue } from '../code-value.ts';

/** Credentials and fields of the pod: hidden, and no name of a queue or bucket. */
const NO_NAME =
  /(^|_)(PASS|PASSWD|PASSWORD|PASSPHRASE|TOKEN|SECRET|KEY|SALT|USER|USERNAME|LOGIN|CERT|CREDENTIALS?)(_FILE)?$/i;

/**
 * Whether something that a service receives names a queue, bucket or database. `unknown` when a value that nobody can
 * read may name it.
 *
 * @param uses names of the same kind in its code
 */
export function namesIt(name: string, service: EffectiveService, uses: readonly CodeValue[]): 'yes' | 'no' | 'unknown' {
  const { variables, openImports } = service.environment;
  const inCode = uses.map((use) => resolveCodeValue(use, service));
  const words = [
    service.workload.entrypoint,
    service.workload.command,
    service.image?.entrypoint,
    service.image?.command,
  ].flatMap((command) => command?.words ?? []);
  const values = [...variables.values()].map((variable) => namedIn(variable, name));
  const isNamed =
    inCode.some((use) => use.kind === 'known' && use.text === name) ||
    words.some((word) => isPartOf(word, name)) ||
    values.includes('yes');
  if (isNamed) return 'yes';
  const isHidden = openImports.length > 0 || inCode.some(({ kind }) => kind !== 'known') || values.includes('unknown');
  return isHidden ? 'unknown' : 'no';
}

function namedIn({ name: variable, value }: EffectiveVariable, name: string): 'yes' | 'no' | 'unknown' {
  if (value.kind === 'plain') return isPartOf(value.text, name) ? 'yes' : 'no';
  if (value.kind === 'secret') {
    const { endpoints } = value.secret.facets;
    if (value.secret.matches(name) || endpoints.some(({ path = '' }) => isPartOf(path, name))) return 'yes';
    // The address of a broker or database tells all that it names; what is behind a web address stays hidden.
    if (endpoints.length > 0 && endpoints.every(({ scheme = 'tcp' }) => !/^https?$/.test(scheme))) return 'no';
  }
  const isField = value.kind === 'deferred' && value.reason.startsWith('field ');
  return isField || NO_NAME.test(variable) ? 'no' : 'unknown';
}

/** Whether a text names it as a whole: `orders` is no part of `orders-v2`. */
function isPartOf(text: string, name: string): boolean {
  if (name === '' || !text.includes(name)) return false;
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w.-])${quoted}($|[^\\w.-])`).test(text);
}
