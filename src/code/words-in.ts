/** The slots of a sieve: with some hundred words in it, one word in a hundred gets through by chance. */
const SLOTS = 1 << 16;
const SEPARATOR = 1;
const INSIDE = 2;
const START = 3;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

/** Marks the hash of each wanted word: nearly all words of a text are not wanted, and need not be cut out to say so. */
const sieves = new WeakMap<ReadonlySet<string>, Uint8Array>();

/** The wanted words that stand in a text, alone or as a part of one: `env.PORT`, `cart-routes`, `shop.config`. */
export function wordsIn(text: string, wanted: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  if (wanted.size === 0) return found;
  const sieve = sieves.get(wanted) ?? sieveOf(wanted);
  for (let at = 0; at < text.length; at += 1) {
    if (kindAt(text, at) !== START) continue;
    const start = at;
    let [whole, part, isLikely] = [0, 0, false];
    for (let kind = START; kind !== 0; kind = kindAt(text, at)) {
      const code = text.charCodeAt(at);
      whole = hashed(whole, code);
      if (kind === SEPARATOR) isLikely ||= sieve[slotOf(part)] === 1;
      part = kind === SEPARATOR ? 0 : hashed(part, code);
      at += 1;
    }
    if (isLikely || sieve[slotOf(part)] === 1 || sieve[slotOf(whole)] === 1)
      addWanted(text.slice(start, at), wanted, found);
  }
  return found;
}

function addWanted(word: string, wanted: ReadonlySet<string>, found: Set<string>): void {
  if (wanted.has(word)) found.add(word);
  else for (const part of word.split(/[.-]/)) if (wanted.has(part)) found.add(part);
}

function sieveOf(wanted: ReadonlySet<string>): Uint8Array {
  const sieve = new Uint8Array(SLOTS);
  for (const word of wanted) {
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) hash = hashed(hash, word.charCodeAt(at));
    sieve[slotOf(hash)] = 1;
  }
  sieves.set(wanted, sieve);
  return sieve;
}

function hashed(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}

function kindAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0;
  return code < 128 ? (KINDS[code] ?? 0) : 0;
}

function kindOf(character: string): number {
  if (/[A-Za-z_$]/.test(character)) return START;
  if (/[.-]/.test(character)) return SEPARATOR;
  return /\d/.test(character) ? INSIDE : 0;
}
