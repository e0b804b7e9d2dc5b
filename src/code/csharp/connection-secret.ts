import type { Vault } from '../../secrets/vault.ts';
import type { Value } from '../../shape/value.ts';

const CREDENTIAL = /(^|[;,\s])(password|pwd|account\s?key|shared\s?access\s?key)\s*=\s*[^;,\s]/i;

/** The value of a variable; a connection string with a credential in it is hidden as a whole. */
export function valueIn(secrets: Vault, name: string, text: string): Value {
  return CREDENTIAL.test(text) ? secrets.hide(text) : secrets.value(name, text);
}
