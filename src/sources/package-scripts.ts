import type { Origin } from '../shape/origin.ts';
import { positionsOf } from '../text/position.ts';

/** One script of a package.json: a shell command under a name. */
export interface PackageScript {
  readonly text: string;
  readonly at: Origin;
}

/** The scripts of a package.json by name; none when the file is no JSON object with scripts. */
export function packageScripts(path: string, text: string): ReadonlyMap<string, PackageScript> {
  const place = positionsOf(text);
  const scripts = new Map<string, PackageScript>();
  for (const [name, script] of Object.entries(scriptsOf(text))) {
    if (typeof script !== 'string') continue;
    const offset = text.indexOf(JSON.stringify(name), Math.max(0, text.indexOf('"scripts"')));
    scripts.set(name, { text: script, at: { source: 'package-json', path, ...place(Math.max(0, offset)) } });
  }
  return scripts;
}

function scriptsOf(text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The code of the service is read without it; npm would say what is wrong with the file.
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || !('scripts' in parsed)) return {};
  return typeof parsed.scripts === 'object' && parsed.scripts !== null ? parsed.scripts : {};
}
