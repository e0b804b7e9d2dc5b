import type { SourceContext } from '../source.ts';

export type Build =
  | { readonly kind: 'rendered'; readonly text: string }
  | { readonly kind: 'no-tool' }
  | { readonly kind: 'timed-out' }
  /** `message` is the tool's first line without absolute paths and values. */
  | { readonly kind: 'failed'; readonly message: string };

const TOOLS = [
  { command: 'kustomize', verb: 'build' },
  { command: 'kubectl', verb: 'kustomize' },
];
const TIMEOUT_MS = 60_000;
const LONGEST = 400;

/** Renders a folder with `kustomize build`, or with `kubectl kustomize` where kustomize is not installed. */
export async function build(folder: string, { tools, root, secrets }: SourceContext): Promise<Build> {
  let failed: Build | undefined;
  for (const { command, verb } of TOOLS) {
    const result = await tools.run(command, [verb, folder], { cwd: root, timeoutMs: TIMEOUT_MS });
    if (result.kind === 'not-found') continue;
    if (result.kind === 'timed-out') return result;
    if (result.exitCode === 0) return { kind: 'rendered', text: result.stdout };
    failed ??= { kind: 'failed', message: secrets.redact(firstLine(result.stderr, root)) };
    // An old kustomize does not know a newer field; the one inside kubectl may (N275).
    if (!/unknown field/.test(result.stderr)) return failed;
  }
  return failed ?? { kind: 'no-tool' };
}

function firstLine(output: string, root: string): string {
  const lines = output.split('\n').flatMap((line) => reasonIn(line) ?? []);
  const bare = (lines[0] ?? 'no reason given')
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    // A literal of a generator may be quoted in the message: its key stays, its value goes.
    .replace(/\b([A-Za-z_][A-Za-z0-9_.-]*)=(?!')[^\s'"]+/g, '$1=…')
    .trim();
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare;
}

/** What a line of stderr gives as reason: warnings and the clock of a log line are left out. */
function reasonIn(line: string): string | undefined {
  // E0709 12:00:00.000000    4711 run.go:72] "command failed" err="invalid Kustomization: …"
  const logged = /^E\d{4} [^\]]*\] (?:"[^"]*" err="(.*)"|(.*))$/.exec(line);
  if (logged) return (logged[1] ?? logged[2] ?? '').replaceAll('\\"', '"').split('\\n')[0];
  if (line.trim() === '' || /^(#|warning\b|[WI]\d{4} |\d{4}\/)/i.test(line.trim())) return undefined;
  return line.replace(/^error:\s*/i, '');
}
