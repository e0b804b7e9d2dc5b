const SECRET_NAME =
  /(^|[_.-])(pass|passwd|password|passphrase|pwd|secret|secrets|token|tokens|apikey|api_key|access_key|private_key|secret_key|encryption_key|signing_key|auth_key|account_key|credential|credentials|cred|creds|dsn|salt|license_key|webhook)([_.-]|\d|$)/i;
const KEY_NAME = /(^|[_.-])key$/i;
const NOT_SECRET_NAME =
  /(public_key|_name|_path|_file|_dir|_url|_uri|_host|_port|_ttl|_expiry|_expires|_timeout|_length|_header|_id|_enabled|_prefix|_type|_seconds|_minutes|_hours|_days|_ms|_millis|_lifetime|_duration|_interval|_max_age|_rounds|_algorithm|_issuer|_audience)$/i;
const CREDENTIALS_IN_URL = /:\/\/[^/\s:@]*:[^@\s/]+@/;
const TOKEN_SHAPES = [
  /^(AKIA|ASIA)[A-Z0-9]{16}$/,
  /^gh[pousr]_[A-Za-z0-9]{20,}/,
  /^github_pat_/,
  /^glpat-/,
  /^xox[abposr]-/,
  /^[sr]k_(live|test)_/,
  /^sk-[A-Za-z0-9-_]{20,}/,
  /^eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^SG\.[A-Za-z0-9_-]{16,}\./,
  /;\s*(AccountKey|SharedAccessKey|Password|Pwd)=/i,
  /hooks\.slack\.com\/services\//,
];

/** Whether a variable of this name usually holds a secret: by its words, not by its value. */
export function isSensitiveName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  if (NOT_SECRET_NAME.test(words)) return false;
  return SECRET_NAME.test(words) || KEY_NAME.test(words);
}

/** Whether a text looks like a credential whatever it is called: known token shapes, credentials inside a URL. */
export function isSensitiveText(text: string): boolean {
  return CREDENTIALS_IN_URL.test(text) || TOKEN_SHAPES.some((shape) => shape.test(text.trim()));
}
