import { randomBytes } from 'node:crypto';
import type { Value } from '../shape/value.ts';
import { credentialsIn } from './credentials.ts';
import { redactor } from './redact.ts';
import { SecretValue } from './secret-value.ts';
import { isSensitiveName } from './sensitive.ts';
import { isSensitiveText } from './sensitive-text.ts';
import { withoutSpans } from './span.ts';
import { urlCredentials } from './url-credentials.ts';

/** Wraps secrets for one run and knows them all, so that the one redaction point can take them out of any text. */
export interface Vault {
  /** The value of a variable called `name`: hidden when its name or its text says that it is a secret. */
  value(name: string, text: string): Value;
  /** Hides a text whatever it is called: everything that a Secret object or a secret file holds. */
  hide(text: string): Value;
  /** Puts values one behind the other; the result is hidden when one part is, deferred when one part is. */
  join(parts: readonly Value[]): Value;
  /** Keeps what is a name, a key or a path readable, whatever secret has the same text. */
  keep(name: string): void;
  /** Takes every secret seen so far, and its base64, hex and URL-encoded forms, out of a text bound for a sink. */
  redact(text: string): string;
}

/** @param key fixed in tests only */
export function createVault(key: Buffer = randomBytes(32)): Vault {
  const secrets = redactor();
  function hide(text: string): Value {
    secrets.add(text);
    return { kind: 'secret', secret: new SecretValue(text, key) };
  }
  return {
    hide,
    keep: (name) => secrets.keep(name),
    value(name, text) {
      if (/^\w+$/.test(name)) secrets.keep(name);
      // A switch called after a secret (`ALLOW_EMPTY_PASSWORD: yes`) is none.
      const isSwitch = /^(true|false|yes|no|on|off|0|1|)$/i.test(text);
      if (!isSwitch && (isSensitiveName(name) || isSensitiveText(text))) return hide(text);
      // A settings file or a command line stays readable, and what it holds must not be read in any output.
      for (const { start, end } of credentialsIn(text)) secrets.add(text.slice(start, end));
      return { kind: 'plain', text };
    },
    join(parts) {
      const unknown = parts.find((part) => part.kind === 'deferred');
      if (unknown) return unknown;
      const texts = parts.map((part) =>
        part.kind === 'secret' ? part.secret : part.kind === 'plain' ? part.text : '',
      );
      if (texts.every((part) => typeof part === 'string')) return { kind: 'plain', text: texts.join('') };
      return { kind: 'secret', secret: SecretValue.join(texts, key) };
    },
    redact: (text) => withoutUrls(secrets.redact(text)),
  };
}

/** What a URL gives away is taken out wherever it comes from: a password that is a word is in no list of secrets. */
function withoutUrls(text: string): string {
  return withoutSpans(text, urlCredentials(text));
}
