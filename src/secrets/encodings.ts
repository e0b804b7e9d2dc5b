/** Shorter or plainer texts are ordinary words (`postgres`, `Admin`): taking them out would garble every message. */
const SHORTEST = 6;
const ORDINARY = /^([A-Z]?[a-z]{1,12}|[A-Z]{1,12}|\d{1,5})$/;
/** `$(NAME)`, `${NAME}`, `$NAME`: where a secret will stand, and none itself. */
const REFERENCE = /^\$(\(\w+\)|\{\w+\}|[A-Z_][A-Z0-9_]*)$/;
/** A line of a longer secret counts alone when it is no prose and no setting that others have too. */
const LONG_LINE = 20;
/** What is encoded in more ways than these is a file, and nobody writes files into messages. */
const MOST_ENCODED = 65_536;

/** Every way in which a secret may stand in a text: itself, its lines, the password in its URL, each of them encoded. */
export function formsOf(text: string): Set<string> {
  const forms = new Set<string>();
  for (const secret of [text, text.trim(), ...linesOf(text), ...passwordsInUrls(text)]) {
    if (secret.length < SHORTEST || ORDINARY.test(secret) || REFERENCE.test(secret)) continue;
    for (const form of encoded(secret)) if (form.length >= SHORTEST) forms.add(form);
  }
  return forms;
}

function linesOf(text: string): string[] {
  if (!text.includes('\n')) return [];
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.length >= LONG_LINE || !/\s/.test(line));
}

function passwordsInUrls(text: string): string[] {
  return [...text.matchAll(/:\/\/[^/\s:@]*:([^@\s/]+)@/g)].map((match) => match[1] ?? '');
}

function encoded(secret: string): string[] {
  if (secret.length > MOST_ENCODED) return [secret, Buffer.from(secret, 'utf8').toString('base64')];
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => base64Inside(bytes, before));
  return [secret, ...base64, hex, hex.toUpperCase(), ...urlEncoded(secret, bytes), ...escaped(secret)];
}

/**
 * The part of a longer base64 text that the bytes alone decide, when `before` more bytes than whole threes stand in
 * front: the characters that share bits with a neighbour are left out.
 */
function base64Inside(bytes: Buffer, before: number): string[] {
  const all = Buffer.concat([Buffer.alloc(before), bytes]);
  const inside = all.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6));
  return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')];
}

function urlEncoded(secret: string, bytes: Buffer): string[] {
  // A lone surrogate has no URL form; the bytes that stand for it in UTF-8 have.
  const usual = encodeURIComponent(bytes.toString('utf8'));
  const strict = usual.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [usual, strict].flatMap((form) => [form, form.replaceAll('%20', '+'), form.replace(/%../g, lower)]);
  return /^[\w.~-]*$/.test(secret) ? [] : forms;
}

function lower(text: string): string {
  return text.toLowerCase();
}

function escaped(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  // Go writes `<`, `>` and `&` of JSON as code points.
  const go = json.replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const attribute = xml.replaceAll('"', '&quot;');
  return [json, go, xml, attribute, attribute.replaceAll("'", '&apos;'), secret.replaceAll("'", "''")];
}
