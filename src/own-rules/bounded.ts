import { Script } from 'node:vm';

/** What a run comes to, or undefined when it did not end in time. */
export function withinTime<Value>(milliseconds: number, run: () => Value): { readonly value: Value } | undefined {
  const made: { value?: Value } = {};
  try {
    // V8 ends what a script calls, a pattern that backtracks among it; nothing else in one thread can.
    new Script('run()').runInNewContext(
      {
        run: () => {
          made.value = run();
        },
      },
      { timeout: milliseconds },
    );
  } catch (error) {
    // The error of another context: it is no instance of our classes.
    if ((error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
  return { value: made.value as Value };
}
