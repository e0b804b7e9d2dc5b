// A fresh clone lacks the files that hold values, and has their examples.
import { fileNameOf, folderOf } from '../../normalise/path.ts';
import { deferred } from '../../shape/value.ts';
import { parseDotenv } from '../../text/dotenv-syntax.ts';
import type { EnvLine } from './env-file.ts';
import type { Reading } from './reading.ts';

const ENDINGS = ['example', 'sample', 'template', 'dist'];

export interface EnvExample {
  readonly path: string;
  /** A line for each name, at its place in the example; its value is nobody's (N183). */
  readonly lines: readonly EnvLine[];
}

/** The example that stands beside a dotenv file which is not there. */
export async function readExample(missing: string, reading: Reading): Promise<EnvExample | undefined> {
  for (const path of examplePaths(missing)) {
    const content = await reading.context.files.read(path);
    if (content.kind !== 'text') continue;
    const value = deferred(`from ${missing}, which is not in the repository`);
    const lines = new Map<string, EnvLine>();
    for (const { name, line, column } of parseDotenv(content.text, 'compose').entries) {
      lines.set(name, { name, value, at: { source: 'compose', path, line, column }, isDeclaredOnly: true });
    }
    return { path, lines: [...lines.values()] };
  }
  return undefined;
}

function examplePaths(missing: string): string[] {
  const name = fileNameOf(missing);
  const folder = folderOf(missing);
  const names = ENDINGS.flatMap((ending) => [
    `${name}.${ending}`,
    ...(/.\.env$/.test(name) ? [name.replace(/env$/, `${ending}.env`)] : []),
  ]);
  // `.env.local` and `.env` have one example.
  if (name.startsWith('.env')) names.push(...ENDINGS.flatMap((ending) => [`.env.${ending}`, `env.${ending}`]));
  return [...new Set(names)].map((each) => (folder === '.' ? each : `${folder}/${each}`));
}
