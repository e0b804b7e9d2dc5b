import type { Origin } from '../../shape/origin.ts';
import { plain, type Value } from '../../shape/value.ts';
import { type DotenvEntry, parseDotenv } from '../../text/dotenv-syntax.ts';
import { readExample } from './env-example.ts';
import { type Expansion, expandText, joinedValue } from './expand.ts';
import type { Place } from './node.ts';
import type { Reading } from './reading.ts';
import type { Variable } from './variables.ts';

export interface EnvLine {
  readonly name: string;
  /** Undefined for a line with a name alone. */
  readonly value?: Value;
  readonly at: Origin;
  /** The file is not there, and its example has the name. */
  readonly isDeclaredOnly?: boolean;
}

/**
 * What it means that the file is not there. `refused`: the user named it. `said`: Compose wants it, and repositories
 * ignore such files, so every fresh clone lacks it. `silent`: Compose asks for it and goes on.
 */
export type Absence = 'refused' | 'said' | 'silent';

export interface EnvFileRequest {
  readonly path: string;
  /** Where the file is named. */
  readonly place: Place;
  /** Variables that its lines may use, before those of the lines above. */
  readonly lookup: (name: string) => Variable | undefined;
  readonly absence: Absence;
  /** `format: raw`: neither quotes nor variables mean anything. */
  readonly raw?: boolean;
  readonly service?: string;
}

/** The lines of a dotenv file in Compose's dialect, interpolated, secrets hidden. */
export async function readEnvFile(request: EnvFileRequest, reading: Reading): Promise<EnvLine[]> {
  const { path, place, service } = request;
  const content = await reading.context.files.read(path);
  if (content.kind !== 'text' && isOutside(path)) {
    reportOutside(request, reading);
    return [];
  }
  if (content.kind === 'unreadable') {
    const message = `read ${path}: ${content.reason}`;
    reading.report(
      'unreadable',
      { scope: { ...place.scope, path }, line: 1, column: 1, ...content.at },
      { message, hint: content.hint, service },
    );
  }
  if (content.kind === 'missing') return absentLines(request, reading);
  if (content.kind !== 'text') return [];
  const dialect = request.raw === true ? 'raw' : 'compose';
  const { entries, errors } = parseDotenv(content.text, dialect);
  const scope = { ...place.scope, path };
  for (const error of errors) {
    const message = `read ${path}: ${error.message} (line ${error.line})`;
    reading.report('unreadable', { ...error, scope }, { message, hint: `mend line ${error.line} of ${path}`, service });
  }
  return linesOf(entries, request, reading);
}

function isOutside(path: string): boolean {
  return path.startsWith('../');
}

/** Repositories keep secrets out of themselves: what lies there is named, and is nobody's mistake. */
export function reportOutside(
  { place, service, path, absence }: Pick<EnvFileRequest, 'place' | 'service' | 'absence'> & { readonly path?: string },
  reading: Reading,
): void {
  const name = path ?? 'an env_file';
  reading.report(absence === 'refused' ? 'unreadable' : 'unresolved', place, {
    message: `read ${place.scope.path}: ${name} lies outside the repository, and is not read (line ${place.line})`,
    hint:
      path === undefined
        ? 'name it by its whole path, here and as dotenv in parity.yaml, to have it read'
        : `name it as dotenv beside the compose file, in parity.yaml or with --local dotenv:${path}, to have it read`,
    service,
  });
}

/** The names that the example of a missing file declares. */
async function absentLines(request: EnvFileRequest, reading: Reading): Promise<EnvLine[]> {
  const { path, place, service, absence } = request;
  const example = await readExample(path, reading);
  if (absence !== 'silent') {
    const leave = service === undefined ? 'leave it out' : 'mark it `required: false`';
    reading.report(absence === 'refused' ? 'unreadable' : 'unresolved', place, {
      message: `read ${path}: the file is not there`,
      hint: example ? `copy ${example.path} to ${path}` : `create ${path}, or ${leave}`,
      service,
    });
  }
  return absence === 'refused' ? [] : [...(example?.lines ?? [])];
}

function linesOf(entries: readonly DotenvEntry[], request: EnvFileRequest, reading: Reading): EnvLine[] {
  const { secrets } = reading.context;
  const above = new Map<string, Variable>();
  const lookup = (name: string) => request.lookup(name) ?? above.get(name);
  const interpolated = (text: string, expansion: Expansion) => {
    const { parts, invalid } = expandText(text, expansion);
    if (invalid.length > 0) {
      const place = { ...expansion.at, scope: { ...request.place.scope, path: request.path } };
      const message = `read ${request.path}: a \${ opens no variable (line ${place.line})`;
      const hint = 'put a name between the braces, or write two dollar signs for one';
      reading.report('unreadable', place, { message, hint, service: request.service });
    }
    return joinedValue(parts, secrets);
  };
  return entries.map((entry) => {
    const at = { source: 'compose', path: request.path, line: entry.line, column: entry.column };
    if (entry.value === undefined) return { name: entry.name, at };
    const joined = entry.interpolates ? interpolated(entry.value, { lookup, secrets, at }) : plain(entry.value);
    const value = joined.kind === 'plain' ? secrets.value(entry.name, joined.text) : joined;
    above.set(entry.name, { value, at });
    return { name: entry.name, value, at };
  });
}
