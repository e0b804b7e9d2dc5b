/** Words that say secret wherever they stand in a name: `SECRET_KEY_BASE`, `PASSWORD_SALT`. */
const SECRET_WORD =
  /^(passwd|passwords?|passphrases?|passcode|secrets?|tokens?|api_?keys?|credentials?|creds?|dsn|salt|pepper|(access|private|secret|encryption|signing|auth|api)keys?)$/;
/** Words that say so as the last one only: `SMTP_PASS` does, `PASS_THROUGH` does not. */
const SECRET_LAST = /^(pass|pw|pwd|psw|webhook)$/;
/** Words that say so as the last one of several: `DOOR_PIN`, `SESSION_COOKIE`; `license: MIT` tells a right. */
const SECRET_IN_COMPANY = /^(jwt|pin|t?otp|cookies?|licen[sc]e)$/;
/** `DBPASSWORD`, `PGPASSWD`: written without a gap. */
const GLUED = /.(password|passwd)$/;
/** What makes a key a credential, also with something behind it: `PRIVATE_KEY_PEM`. */
const CREDENTIAL_KEY = /^(api|access|private|secret|encryption|signing|auth|account|license|master)$/;
/** Keys by which things are found, and keys that everyone may know. */
const PLAIN_KEY =
  /^(filter|public|publishable|site|sort|partition|cache|routing|primary|foreign|index|object|hash|range|group|row|lookup|shard|idempotency|dedup|deduplication|message|topic|queue|event|document|binding|feature|flag|translation|locale|unique|composite|config|header|query|map|natural|surrogate|search|trace|correlation)$/;
/** A name that ends so tells about a secret: where it lies, how long it lives, how it is made. */
const ABOUT =
  /^(names?|path|file|filename|dir|directory|folder|url|uri|endpoint|host|hostname|port|ttl|expiry|expires?|expiration|exp|timeout|length|size|count|limit|max|min|header|id|ids|arn|ref|enabled|disabled|required|optional|prefix|suffix|type|kind|format|seconds?|secs?|minutes?|hours?|days?|ms|millis|lifetime|duration|interval|age|rounds|iterations|algorithm|alg|issuer|audience|provider|manager|store|version|region|policy|regex|pattern|field|column|label|usage|scope|scopes|method|mode|secure)$/;
/** `ALLOW_EMPTY_PASSWORD=yes`, `MAX_TOKENS=100`: switches and amounts. */
const SWITCH = /^(accept|allow|require|requires|enable|disable|empty|skip|max|min|num)$/;
/** Known by its documentation to be the path of a file. */
const PATH_NAME = /^google_application_credentials$/;

/** Whether a variable of this name usually holds a secret: by its words, not by its value. */
export function isSensitiveName(name: string): boolean {
  // In YAML and in code a lone `key:` is a field; only a variable is called KEY.
  if (/^(KEY|ACCESS_KEY|JWT|HMAC|PIN|T?OTP|COOKIES?|LICENSE|LICENCE)$/.test(name)) return true;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && ABOUT.test(last)) return false;
  if (words.some((word) => SWITCH.test(word)) || PATH_NAME.test(words.join('_'))) return false;
  if (words.length > 1 && (words.includes('hmac') || SECRET_IN_COMPANY.test(last))) return true;
  return words.some((word) => SECRET_WORD.test(word)) || GLUED.test(last) || isSecretLast(words) || hasSecretKey(words);
}

/** Words in lower case, without the digits that number them: `dbPassword2` is `db`, `password`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?<=\D)\d+$/, ''))
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}

function isSecretLast(words: readonly string[]): boolean {
  const [before, last = ''] = [words.at(-2), words.at(-1)];
  // `PWD` alone is the folder that a shell is in; `proxy_pass` is nginx handing a request on.
  if (!SECRET_LAST.test(last) || (last === 'pwd' && (before === undefined || before === 'old'))) return false;
  return !(last === 'pass' && /^(proxy|fastcgi|uwsgi|grpc|by)$/.test(before ?? ''));
}

function hasSecretKey(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (!/^keys?$/.test(word)) return false;
    const before = words[index - 1];
    if (before === undefined) return false;
    if (CREDENTIAL_KEY.test(before)) return true;
    return word === 'key' && index === words.length - 1 && !PLAIN_KEY.test(before);
  });
}
