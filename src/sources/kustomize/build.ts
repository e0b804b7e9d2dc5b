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
  for (const { command, verb } of TOOLS) {
    const result = await tools.run(command, [verb, folder], { cwd: root, timeoutMs: TIMEOUT_MS });
    if (result.kind === 'not-found') continue;
    if (result.kind === 'timed-out') return result;
    if (result.exitCode === 0) return { kind: 'rendered', text: result.stdout };
    return { kind: 'failed', message: secrets.redact(firstLine(result.stderr, root)) };
  }
  return { kind: 'no-tool' };
}

function firstLine(output: string, root: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^(#|warning|\d{4}\/)/i.test(line.trim()));
  const line = (lines.find((candidate) => /^error/i.test(candidate)) ?? lines[0] ?? 'no reason given').replace(
    /^error:\s*/i,
    '',
  );
  const bare = line
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    // A literal of a generator may be quoted in the message: its key stays, its value goes.
    .replace(/\b([A-Za-z_][A-Za-z0-9_.-]*)=(?!')[^\s'"]+/g, '$1=…')
    .trim();
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare;
}
