const HIDDEN = '[secret]';
const CODE = /\.([cm]?[jt]sx?|py|go|vue|svelte|astro)$/;
const NAME = '[A-Za-z_]\\w*';
/** What opens the name of a variable that is read: `process.env["`, `os.getenv("`, `required("`. */
const READ = new RegExp(
  String.raw`(?:process\.env|import\.meta\.env)\??(?:\.${NAME}|\??\.?\[\s*(?:"${NAME}"|'${NAME}')\s*\])` +
    String.raw`|(?:os\.)?environ(?:\[\s*|\.get\(\s*)(?:"${NAME}"|'${NAME}')\s*[\])]?` +
    String.raw`|(?:os\.)?(?:[gG]etenv|LookupEnv)\(\s*(?:"${NAME}"|'${NAME}')\s*\)?`,
  'g',
);
/** A function of the code's own that takes the name of a variable: in capitals, since it may be any function. */
const HELPER = /^[\w.]+\(\s*(["'])[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\1/;
const WRAPPED_READ = new RegExp(String.raw`^(?:(?:new\s+)?[\w.]+\()*(?:${READ.source})`);
/** A field that is declared and given no value, or whose value follows. */
const TYPE =
  /^(?:(?:str|string|String|SecretStr|bytes|int|number|bool|boolean|Optional\[\w+\])(?:\s*\|\s*(?:None|null|undefined))?)\s*(=\s*|[,;]?$)/;
const LITERAL = /(["'`])((?:(?!\1)[^\\]|\\.)*)(\1|$)/g;
const NUMBER = /(?<![\w.$[])\d[\w.]*/g;
/** `env:"STRIPE_KEY,required"` of a tag on a Go field. */
const TAG = /^(?:\s*\w+:"[^"]*")+\s*$/;
const TAG_OPTION = /^(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+)?(?:,\w+)*$|^(?:true|false)$/;

export function isCode(path: string): boolean {
  return CODE.test(path);
}

/**
 * What an assignment in code gives a secret: a variable that is read by its name stays, and so does a type; every text
 * and number beside them is hidden.
 * @returns undefined when the value is neither
 */
export function maskAssigned(value: string): string | undefined {
  const [, equals = '', rest = ''] = /^(=\s*)?(.*)$/s.exec(value) ?? [];
  const [typed = '', ending = ''] = TYPE.exec(rest) ?? [];
  const given = rest.slice(typed.length);
  if (typed !== '' && !ending.startsWith('=')) return value;
  if (typed !== '' && /^(["'])(?:(?!\1)[^\\]|\\.)*\1?[,;]?$/.test(given))
    return `${equals}${typed}${withoutTexts(given)}`;
  const helper = HELPER.exec(given)?.[0];
  if (helper !== undefined) return `${equals}${typed}${helper}${withoutTexts(given.slice(helper.length))}`;
  return WRAPPED_READ.test(given) ? `${equals}${typed}${aroundReads(given)}` : undefined;
}

function aroundReads(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: read, index } of text.matchAll(READ)) {
    shown += withoutTexts(text.slice(from, index)) + read;
    from = index + read.length;
  }
  return shown + withoutTexts(text.slice(from));
}

function withoutTexts(text: string): string {
  return text
    .replace(LITERAL, (whole, quote: string, inner: string, end: string) =>
      inner === '' ? whole : `${quote}${HIDDEN}${end}`,
    )
    .replace(NUMBER, HIDDEN);
}

/** The tag on a field of Go with the names in it; undefined for any other text between backticks. */
export function maskTag(inner: string): string | undefined {
  if (!TAG.test(inner)) return undefined;
  return inner.replace(/:"([^"]*)"/g, (whole, value: string) => (TAG_OPTION.test(value) ? whole : `:"${HIDDEN}"`));
}
