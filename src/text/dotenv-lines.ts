// The readers that know no quotes: everything after the first `=` up to the end of the line is the value.
// https://github.com/kubernetes-sigs/kustomize/blob/master/api/kv/kv.go
// https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/env_file.go
// https://github.com/docker/cli/blob/master/pkg/kvfile/kvfile.go
import type { DotenvDialect, DotenvEntry, DotenvError, DotenvText } from './dotenv-entry.ts';

const KUBERNETES_NAME = /^(?!\.\.|\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

export type LineDialect = Exclude<DotenvDialect, 'dotenv' | 'compose'>;

/** Reads a file line by line: no quotes, no escapes, no interpolation, no comment after a value. */
export function readDotenvLines(text: string, dialect: LineDialect): DotenvText {
  const entries: DotenvEntry[] = [];
  const errors: DotenvError[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const whole = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const content = whole.trimStart();
    if (content === '' || content.startsWith('#')) continue;
    const place = { line: index + 1, column: whole.length - content.length + 1 };
    const equals = content.indexOf('=');
    const name = equals < 0 ? content : content.slice(0, equals);
    const refusal = refuseName(name, dialect);
    if (refusal !== undefined) {
      errors.push({ ...place, message: refusal });
      continue;
    }
    const value = equals < 0 ? lone(dialect) : content.slice(equals + 1);
    entries.push({ name, value, quote: 'none', interpolates: false, ...place });
  }
  return { entries, errors };
}

/** A name alone: kustomize makes it empty, the others take it from the environment of whoever runs them. */
function lone(dialect: LineDialect): string | undefined {
  return dialect === 'kustomize' ? '' : undefined;
}

function refuseName(name: string, dialect: LineDialect): string | undefined {
  if (name === '') return 'the line has no name before its `=`';
  if (dialect === 'docker' || dialect === 'raw') {
    return /\s/.test(name) ? 'the name of a variable holds a space' : undefined;
  }
  if (KUBERNETES_NAME.test(name)) return undefined;
  if (/^export\s/.test(name)) return '`export` is not understood here: the name of a variable holds a space';
  return 'the line does not start with a name of letters, digits, `_`, `-` or `.` that begins with no digit';
}
