// `${metadata.name}` and `${resources.db.host}`, `$$` for a `$`.
import { deferred, plain, type Value } from '../../shape/value.ts';
import type { Position } from '../../text/position.ts';
import { get, textOf } from '../../text/yaml.ts';
import type { ScoreWorkload } from './score.ts';

const PLACEHOLDER = /\$\$|\$\{([^}]*)\}/g;

/** Text in a workload, and where it stands. */
export interface PlacedText {
  /** What the value is called: a variable, a file. */
  readonly name: string;
  readonly text: string;
  readonly at: Position;
}

/** The value of a text as far as the files alone tell it: what a resource gives is known when it is provisioned. */
export function filledIn(
  { name, text, at }: PlacedText,
  workload: ScoreWorkload,
  all: readonly ScoreWorkload[],
): Value {
  const { secrets } = workload.site;
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(plain(text.slice(end, match.index)));
    end = match.index + match[0].length;
    parts.push(match[1] === undefined ? plain('$') : resolved(match[1], { workload, all, at, name }));
  }
  if (parts.length === 0) return secrets.value(name, text);
  const joined = secrets.join([...parts, plain(text.slice(end))]);
  return joined.kind === 'plain' ? secrets.value(name, joined.text) : joined;
}

interface Around {
  readonly workload: ScoreWorkload;
  readonly all: readonly ScoreWorkload[];
  readonly at: Position;
  readonly name: string;
}

function resolved(reference: string, around: Around): Value {
  const { workload } = around;
  const [kind, ...path] = reference.split('.');
  if (kind === 'metadata') {
    const text = textOf(get(workload.root, 'metadata', ...path));
    return text === undefined ? deferred(reference) : plain(text);
  }
  return kind === 'resources' ? ofResource(path, around) : deferred(`placeholder ${reference}`);
}

function ofResource(path: readonly string[], { workload, all, at, name }: Around): Value {
  // A resource may be called `db.main`.
  const known = path.map((_, length) => path.slice(0, length + 1).join('.'));
  const id = known.find((each) => get(workload.root, 'resources', each) !== undefined);
  if (id === undefined) {
    const resource = path[0] ?? '';
    workload.site.report('suspicious', at, {
      message: `${name} asks for resource ${resource}, which the workload does not declare`,
      hint: `declare ${resource} under resources, or correct the name`,
      subject: name,
      refused: true,
    });
    return deferred(`resource ${resource}`);
  }
  const resource = get(workload.root, 'resources', id);
  const type = textOf(get(resource, 'type')) ?? 'unknown';
  const output = path.slice(id.split('.').length).join('.');
  const other = type === 'service-port' ? portOfOther({ params: get(resource, 'params'), output }, all) : undefined;
  return other ?? deferred(`${output === '' ? id : `${output} of ${id}`} (${type})`);
}

interface Asked {
  readonly params: ReturnType<typeof get>;
  readonly output: string;
}

/** Name or port of another workload of the application; undefined when it is not among the files. */
function portOfOther({ params, output }: Asked, all: readonly ScoreWorkload[]): Value | undefined {
  const other = all.find(({ name }) => name === textOf(get(params, 'workload')));
  const port = textOf(get(other?.root, 'service', 'ports', textOf(get(params, 'port')) ?? '', 'port'));
  if (other === undefined || port === undefined) return undefined;
  return output === 'hostname' ? plain(other.name) : output === 'port' ? plain(port) : undefined;
}
