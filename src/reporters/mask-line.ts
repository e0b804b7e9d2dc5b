import { withoutCredentials } from '../secrets/credentials.ts';
import { isSensitiveName } from '../secrets/sensitive.ts';
import { isSensitiveText } from '../secrets/sensitive-text.ts';
import { isCode, maskAssigned, maskTag } from './mask-code.ts';
import { maskFlow } from './mask-flow.ts';

export interface Masking {
  readonly path: string;
  /** The object that the line is in: `Secret/shop`. */
  readonly object: string | undefined;
  readonly subject: string;
  /** Every value on the line may be secret. */
  readonly secret: boolean;
}

const HIDDEN = '[secret]';
const KEY_VALUE = /^(\s*(?:-\s+)*(?:export\s+|ENV\s+|ARG\s+)?["']?([\w./-]+)["']?\s*[:=]\s*)(\S.*)$/;
/** A text in quotes; one that is not closed, as in code that does not parse, goes to the end of the line. */
const LITERAL = /(["'`])((?:(?!\1)[^\\]|\\.)*)(\1|$)/g;
/** A literal in capitals that names a variable is shown; a value may look like the name of a secret. */
const ENV_NAME = /^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/;
const NUMBER_BESIDE = /(\|\||\?\?|[,=])(\s*)\d[\w.]*/g;
/** Files of keys and values: what stands beside a name there is not its default. */
const DATA = /\.(ya?ml|json|properties|toml|ini|conf|env)$|(^|\/)\.env[^/]*$/;
/** A name in a workload calls a container, a port, a volume or an object. */
const WORKLOAD = /^(Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Job|CronJob)\//;
const COMMENT = /(^|\s)(#|\/\/)\s?(?!\{).*$/;

/** A line of an input without what may be secret on it: of a key its value, of code its literals. */
export function maskLine(line: string, masking: Masking): string {
  return withoutComment(maskContent(line, masking));
}

function maskContent(line: string, { path, object, subject, secret }: Masking): string {
  const [, start = '', key = '', value = ''] = KEY_VALUE.exec(line) ?? [];
  const isData = DATA.test(path);
  const isFlow = isData && /^\s*(?:-\s+)*[[{]/.test(value === '' ? line : value);
  const isOpen = (field: string, text: string) => isOpenValue({ key: field, text, object, subject });
  const assigned = value !== '' && isCode(path) && (secret || isSensitiveName(key)) ? maskAssigned(value) : undefined;
  if (assigned !== undefined) return `${start}${assigned}`;
  if (secret && isFlow) return maskFlow(line, isOpen);
  if (secret && value !== '') return isOpen(key, unquoted(value)) ? line : `${start}${HIDDEN}`;
  if (secret && isData && !/^\s*(?:-\s+)*["']?[\w./-]+["']?\s*[:=]\s*[|>]?[+-]?\s*$/.test(line))
    return unquoted(line.trim().replace(/^-\s+/, '')) === subject ? line : HIDDEN;
  if (secret && !isData && !line.includes(subject)) return HIDDEN;
  if (value !== '' && !isFlow && (isSensitiveName(key) || isSensitiveText(unquoted(value)))) return `${start}${HIDDEN}`;
  const masked = withoutCredentials(line);
  return secret || (!isData && namesSecret(line)) ? withoutLiterals(masked, subject) : masked;
}

interface Written {
  readonly key: string;
  readonly text: string;
  readonly object: string | undefined;
  readonly subject: string;
}

/** `- name: STRIPE_KEY`: the line names a variable, a key or an object, and holds nothing else. */
function isOpenValue({ key, text, object, subject }: Written): boolean {
  if (/^(apiVersion|kind)$/.test(key)) return true;
  if (object?.startsWith('Secret/') === true) return key === 'name' && object === `Secret/${text}`;
  return text === subject || (/^(name|key)$/.test(key) && (ENV_NAME.test(text) || WORKLOAD.test(object ?? '')));
}

/** A remark on a secret may tell it. */
function withoutComment(line: string): string {
  const comment = COMMENT.exec(line);
  if (comment === null || !namesSecret(comment[0])) return line;
  return `${line.slice(0, comment.index)}${comment[1] ?? ''}${comment[2] ?? ''} ${HIDDEN}`;
}

/** Whether a word of a line is the name of a secret: what stands beside it may be its default. */
function namesSecret(line: string): boolean {
  return (line.match(/[A-Za-z_][\w-]*/g) ?? []).some(isSensitiveName);
}

/** A read in code: its default may be what the secret is locally. */
function withoutLiterals(line: string, subject: string): string {
  return line
    .replace(LITERAL, (whole, quote: string, inner: string, end: string) => {
      if (inner === subject || inner === '' || ENV_NAME.test(inner)) return whole;
      return `${quote}${(quote === '`' ? maskTag(inner) : undefined) ?? HIDDEN}${end}`;
    })
    .replace(NUMBER_BESIDE, `$1$2${HIDDEN}`);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
