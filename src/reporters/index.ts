import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format of a report, sorted. */
export const REPORTERS = { github, gitlab, json, junit, markdown, sarif, text } satisfies Readonly<
  Record<string, Reporter>
>;
