export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'malformed' };

const ALPHABET = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Decodes a value of Secret.data as Go does: line ends inside are left out, padding is needed (N012). */
export function decodeBase64(encoded: string): Decoded {
  const compact = encoded.replace(/[\r\n]/g, '').trim();
  if (!ALPHABET.test(compact)) return { kind: 'malformed' };
  const bytes = Buffer.from(compact, 'base64');
  if (bytes.includes(0)) return { kind: 'binary' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'binary' };
  }
}
