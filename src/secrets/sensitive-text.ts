import { urlCredentials } from './url-credentials.ts';

const TOKEN_SHAPES = [
  /:\/\/[^/\s:@]*:[^@\s/]+@/,
  /^(AKIA|ASIA)[A-Z0-9]{16}$/,
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9+][A-Za-z0-9/+]{39}$/,
  /^AIza[A-Za-z0-9_-]{30,}$/,
  /^GOCSPX-/,
  /^gh[pousr]_[A-Za-z0-9]{20,}/,
  /^github_pat_/,
  /^glpat-/,
  /^npm_[A-Za-z0-9]{30,}$/,
  /^xox[abeposr]-/,
  /^xapp-\d-/,
  /^[sr]k_(live|test)_/,
  /^whsec_/,
  /^sk-[A-Za-z0-9-_]{20,}/,
  /^(Bearer\s+)?eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/,
  /^AGE-SECRET-KEY-/,
  /^SG\.[A-Za-z0-9_-]{16,}\./,
  /(^|;)\s*(AccountKey|SharedAccessKey|Password|Pwd)\s*=\s*[^;\s]/i,
  /(^|\s)password=\S/i,
];

/** Whether a text looks like a credential whatever it is called: known token shapes, credentials inside a URL. */
export function isSensitiveText(text: string): boolean {
  const trimmed = text.trim();
  if (TOKEN_SHAPES.some((shape) => shape.test(trimmed))) return true;
  // A file or a command line that holds such a URL among other things is read on, and that URL alone is hidden.
  return !/\s/.test(trimmed) && /^[a-z][\w+.:-]*:\/\//i.test(trimmed) && urlCredentials(trimmed).length > 0;
}
