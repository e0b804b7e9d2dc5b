/** Shorter or plainer texts are ordinary words (`postgres`, `admin`): taking them out would garble every message. */
const SHORTEST = 6;
const ORDINARY = /^([a-z]{1,12}|[A-Z]{1,12}|\d{1,5}|true|false)$/;

export interface Redactor {
  add(text: string): void;
  redact(text: string): string;
}

/** The redaction point of a run: collects secret texts and removes them, with their usual encodings, from any text. */
export function redactor(): Redactor {
  const known = new Set<string>();
  let sorted: readonly string[] | undefined;
  return {
    add(text) {
      for (const form of encodings(text)) known.add(form);
      sorted = undefined;
    },
    redact(text) {
      sorted ??= [...known].sort((a, b) => b.length - a.length);
      let clean = text;
      for (const secret of sorted) if (clean.includes(secret)) clean = clean.split(secret).join('[secret]');
      return clean;
    },
  };
}

function encodings(text: string): string[] {
  const lines = text.includes('\n') ? text.split('\n').map((line) => line.trim()) : [];
  return [text, text.trim(), ...lines, ...passwordsInUrls(text)].flatMap((secret) => {
    if (secret.length < SHORTEST || ORDINARY.test(secret)) return [];
    const bytes = Buffer.from(secret, 'utf8');
    const base64 = bytes.toString('base64');
    return [
      ...new Set([
        secret,
        base64,
        base64.replace(/=+$/, ''),
        bytes.toString('base64url'),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
      ]),
    ];
  });
}

function passwordsInUrls(text: string): string[] {
  return [...text.matchAll(/:\/\/[^/\s:@]*:([^@\s/]+)@/g)].map((match) => match[1] ?? '');
}
