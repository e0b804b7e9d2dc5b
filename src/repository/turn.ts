/** A person who presses Ctrl-C does not notice a wait this short. */
const LONGEST_HOLD_MS = 20;

let last = 0;

/**
 * Lets signals and timers have their turn, unless they had it a moment ago. Every long loop of awaits needs it: a chain
 * of promises that are kept at once never leaves the event loop time to see an interrupt.
 */
export async function takeTurn(): Promise<void> {
  const now = performance.now();
  if (now - last < LONGEST_HOLD_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  last = performance.now();
}
