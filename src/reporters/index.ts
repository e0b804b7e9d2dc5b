import { json } from './json.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** Every format of a report, sorted. */
export const REPORTERS = { json, text } satisfies Readonly<Record<string, Reporter>>;
