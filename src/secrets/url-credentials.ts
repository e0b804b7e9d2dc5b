import { isReference } from './reference.ts';
import { isSensitiveName } from './sensitive.ts';
import { joined, type Span, valueSpans } from './span.ts';

/** A character of a URL; an escaped quote ends the text that the URL stands in. */
const INNER = String.raw`(?:[^\s"'${'`'}<>\\\x00-\x1f]|\\[^"'nrtu])`;
/** The same, up to where a path or a query parameter ends. */
const PART = String.raw`(?:[^\s"'${'`'}<>\\\x00-\x1f&#;,/?)}\]]|\\[^"'nrtu])`;
const QUERY_VALUE = String.raw`(?:[^\s"'${'`'}<>\\\x00-\x1f&#;,)}]|\\[^"'nrtu])`;

/** `user:password@host`; a password may hold `/` and `@`, and `host:80/a@b` is none. */
const USER_INFO = new RegExp(
  String.raw`:\/\/[^/\s:@"'${'`'}]*:(?<value>(?!\d+[/,?#])${INNER}+?)@(?=[\w.[$({-]+[^@\s]*?(?:[:/?#,;\s"'${'`'}\\)\]}]|$))`,
  'dg',
);
/** The user alone, who is a token (`https://token@sentry/1`). */
const USER_ALONE = new RegExp(String.raw`\b(?<name>[a-z][\w+.-]*):\/\/(?<value>[^/\s:@"'${'`'}<>\\?#]+)@`, 'dgi');
const QUERY = new RegExp(String.raw`[?&;](?<name>[\w.-]{1,80})=(?<value>${QUERY_VALUE}+)`, 'dg');
const WEBHOOKS: readonly RegExp[] = [
  /\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<value>[\w./-]+)/dgi,
  /\bdiscord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(?<value>[\w./-]+)/dgi,
  /\b[\w.-]*(?:webhook\.office\.com|outlook\.office(?:365)?\.com)\/webhook\w*\/(?<value>[\w./@-]+)/dgi,
  /\bhooks\.zapier\.com\/hooks\/catch\/(?<value>[\w./-]+)/dgi,
  new RegExp(String.raw`\bapi\.telegram\.org\/bot(?<value>${PART}+)`, 'dgi'),
];
/** Names of parameters that are credentials in a URL, where the same words elsewhere are not. */
const PARAMETER = /^(sig|signature|x-(amz|goog)-signature|pwd|jwt|hmac)$/i;
/** Parameters that are credentials when they look like one. */
const LIKELY_PARAMETER = /^(key|code|auth|sas|hash|x-amz-credential|session|sid|user_?key|app_?key)$/i;
const COMMON_USER = /^(git|user|users?name|admin|root|guest|anonymous|oauth2|x-access-token|www|web|app|me)$/i;

/** The credentials in the URLs of a text: passwords, tokens in the query, and the secret part of a webhook. */
export function urlCredentials(text: string): Span[] {
  if (!/[/?&;=]/.test(text)) return [];
  return joined([
    ...valueSpans(text, USER_INFO, ({ value }) => !isReference(value)),
    ...valueSpans(text, USER_ALONE, ({ name, value }) => isTokenUser(name, value)),
    ...valueSpans(text, QUERY, ({ name, value }) => !isReference(value) && isSecretParameter(name, value)),
    ...WEBHOOKS.flatMap((pattern) => valueSpans(text, pattern, ({ value }) => !isReference(value))),
  ]);
}

function isTokenUser(scheme: string, user: string): boolean {
  if (isReference(user) || COMMON_USER.test(user)) return false;
  if (/^https?$/i.test(scheme)) return user.length >= 8;
  return user.length >= 20 && /\d/.test(user);
}

function isSecretParameter(name: string, value: string): boolean {
  if (/^(true|false|yes|no|on|off|0|1|\d{1,5})$/i.test(value) && !/pass|pwd|pin/i.test(name)) return false;
  if (PARAMETER.test(name) || isSensitiveName(name)) return true;
  return LIKELY_PARAMETER.test(name) && value.length >= 8 && /\d/.test(value);
}
