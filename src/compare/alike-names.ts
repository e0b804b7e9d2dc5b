import { editDistance } from '../text/nearest.ts';

/** Words of many names: that two names share them says nothing. */
const COMMON =
  /^(SECRET|KEY|TOKEN|PASSWORD|PASS|USER|USERNAME|URL|URI|HOST|PORT|ADDR|ADDRESS|ENDPOINT|ID|NAME|API|LOG|LEVEL|ENABLED?|TIMEOUT|PATH|FILE|DIR|MAX|MIN|SIZE|COUNT|APP|SERVICE|SERVER|DATABASE|DB|DEFAULT|CLIENT|ACCESS|PUBLIC|PRIVATE|AUTH)$/;

/** Whether two names of variables may mean one: few letters apart, or the same words in another order, one more or one less. */
export function areAlike(left: string, right: string): boolean {
  const most = Math.max(1, Math.floor(Math.min(left.length, right.length) / 5));
  // What lengths alone tell needs no table: every name is compared with every other.
  if (Math.abs(left.length - right.length) <= most && editDistance(left, right) <= most) return true;
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length < b.length - 1) return false;
  const shared = a.filter((word) => b.includes(word));
  if (shared.length < 2 || shared.length < Math.max(a.length, b.length) - 1) return false;
  return shared.some((word) => !COMMON.test(word));
}

/** Whether two names differ in one word alone, which one of them has in short or in the plural: `DB_PASS`, `DB_PASSWORD`. */
export function isShortFor(left: string, right: string): boolean {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length !== b.length) return false;
  const differing = a.flatMap((word, index) => (word === b[index] ? [] : [[word, b[index] ?? ''] as const]));
  const [first, ...more] = differing;
  if (first === undefined || more.length > 0) return false;
  const [short, long] = first[0].length < first[1].length ? first : [first[1], first[0]];
  return short.length >= 3 && long.startsWith(short) && !/\d/.test(long.slice(short.length));
}

/** Whether the words that two names share say more than what kind of value they have. */
export function shareAWord(left: string, right: string): boolean {
  const theirs = wordsOf(right);
  return wordsOf(left).some((word) => theirs.includes(word) && !COMMON.test(word));
}

const words = new Map<string, readonly string[]>();

function wordsOf(name: string): readonly string[] {
  const known = words.get(name);
  if (known) return known;
  const found = name.toUpperCase().split('_');
  words.set(name, found);
  return found;
}
