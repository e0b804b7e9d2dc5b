import type { Origin } from '../../shape/origin.ts';
import { plain, type Value } from '../../shape/value.ts';
import { type DotenvEntry, parseDotenv } from '../../text/dotenv-syntax.ts';
import { type Expansion, expandText, joinedValue } from './expand.ts';
import type { Place } from './node.ts';
import type { Reading } from './reading.ts';
import type { Variable } from './variables.ts';

export interface EnvLine {
  readonly name: string;
  /** Undefined for a line with a name alone. */
  readonly value?: Value;
  readonly at: Origin;
}

export interface EnvFileRequest {
  readonly path: string;
  /** Where the file is named. */
  readonly place: Place;
  /** Variables that its lines may use, before those of the lines above. */
  readonly lookup: (name: string) => Variable | undefined;
  /** Whether Compose refuses to start without it. */
  readonly required: boolean;
  /** `format: raw`: neither quotes nor variables mean anything. */
  readonly raw?: boolean;
  readonly service?: string;
}

/** The lines of a dotenv file in Compose's dialect, interpolated, secrets hidden. */
export async function readEnvFile(request: EnvFileRequest, reading: Reading): Promise<EnvLine[]> {
  const { path, place, service } = request;
  const content = await reading.context.files.read(path);
  if (content.kind === 'unreadable') {
    const message = `read ${path}: ${content.reason}`;
    reading.report(
      'unreadable',
      { scope: { ...place.scope, path }, line: 1, column: 1 },
      { message, hint: content.hint, service },
    );
  }
  if (content.kind === 'missing' && request.required) {
    const message = `read ${path}: the file is not there`;
    const hint = await hintFor(request, reading);
    reading.report('unreadable', place, { message, hint, service });
  }
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

/** A fresh clone lacks the file and has its example. */
async function hintFor({ path, service }: EnvFileRequest, reading: Reading): Promise<string> {
  for (const ending of ['example', 'sample', 'template', 'dist']) {
    const example = `${path}.${ending}`;
    if ((await reading.context.files.read(example)).kind === 'text') return `copy ${example} to ${path}`;
  }
  return service === undefined ? `create ${path}, or leave it out` : `create ${path}, or mark it \`required: false\``;
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
