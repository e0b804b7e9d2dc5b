import type { ConfigObject } from '../shape/facts.ts';
import { editDistance, nearest } from '../text/nearest.ts';
import type { ConfigReference } from './config-references.ts';

/**
 * The object that a reference to one that is not there most likely means: its name is near, and it may have every key
 * that is asked for under the missing name.
 *
 * @param all what the container refers to
 */
export function nearObject(
  { kind, objectName }: ConfigReference,
  all: readonly ConfigReference[],
  objects: readonly ConfigObject[],
): ConfigObject | undefined {
  const same = all.filter((each) => each.kind === kind && each.objectName === objectName);
  const keys = same.flatMap(({ key }) => key ?? []);
  const meant = objects.filter((object) => {
    const isHeld = keys.every((key) => object.entries.some((entry) => entry.key === key));
    if (!isHeld && object.complete) return false;
    // A word more or less makes another name, unless what is asked for is there.
    return isMisspelt(objectName, object.name) || (isHeld && keys.length > 0 && hasSameWords(objectName, object.name));
  });
  const name = nearest(
    objectName,
    meant.map((object) => object.name),
  );
  return meant.find((object) => object.name === name);
}

/** Word by word the same, but for an ending or a letter; words of few letters have none to spare. */
function isMisspelt(left: string, right: string): boolean {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length !== b.length) return a.join('') === b.join('');
  return a.every((word, index) => isSpelling(word, b[index] ?? ''));
}

function isSpelling(left: string, right: string): boolean {
  if (left.startsWith(right) || right.startsWith(left)) return true;
  const shorter = Math.min(left.length, right.length);
  return shorter > 3 && editDistance(left, right) <= Math.max(1, Math.floor(shorter / 4));
}

function hasSameWords(left: string, right: string): boolean {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  return more.length - fewer.length === 1 && fewer.every((word) => more.includes(word));
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[-_.]/);
}
