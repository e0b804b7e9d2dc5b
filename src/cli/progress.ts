/** A step shorter than this is over before anyone could read its name. */
const WORTH_SAYING_MS = 300;

export interface Progress {
  step(name: string): void;
  /** Clears what was shown; nothing may be shown after it. */
  end(): void;
}

/** Shows the current step on one line once a run takes longer than a moment. */
export function progressLine(
  write: (text: string) => void,
  { width, now = Date.now }: { readonly width: number; readonly now?: () => number },
): Progress {
  const start = now();
  let current = '';
  let shown = false;
  const show = () => {
    // What goes over the end of the line could not be cleared again.
    write(`\r\u001b[2K${current.slice(0, Math.max(0, width - 3))} …`);
    shown = true;
  };
  const timer = setTimeout(() => current !== '' && show(), WORTH_SAYING_MS);
  timer.unref();
  return {
    step(name) {
      current = name;
      if (now() - start > WORTH_SAYING_MS) show();
    },
    end() {
      clearTimeout(timer);
      if (shown) write('\r\u001b[2K');
    },
  };
}

export const SILENT: Progress = { step() {}, end() {} };
