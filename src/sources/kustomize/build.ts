import type { SourceContext } from '../source.ts';
import { conflictTold } from './id-conflict.ts';

export type Build =
  /** `refusal`: without the flag that lets it read outside of its folder, the tool said this. */
  | { readonly kind: 'rendered'; readonly text: string; readonly refusal?: string }
  | { readonly kind: 'no-tool' }
  | { readonly kind: 'timed-out' }
  /** `message` is the tool's reason without absolute paths and values; `files` are those that its whole text names. */
  | { readonly kind: 'failed'; readonly message: string; readonly files: readonly string[] };

const TOOLS = [
  { command: 'kustomize', verb: 'build' },
  { command: 'kubectl', verb: 'kustomize' },
];
const TIMEOUT_MS = 60_000;
const LONGEST = 600;

/** Refused because a file lies outside of the kustomization's folder, which its owners allow by a flag. */
const RESTRICTED = /security; file .* is not in or below/;
const UNRESTRICTED = ['--load-restrictor', 'LoadRestrictionsNone'];

/**
 * Renders a folder with `kustomize build`, or with `kubectl kustomize` where kustomize is not installed.
 *
 * @param isContained every file that the kustomization names is one of the repository: it may lie outside of its folder
 */
export async function build(
  folder: string,
  { tools, root, secrets }: SourceContext,
  isContained: () => Promise<boolean>,
): Promise<Build> {
  let failed: Build | undefined;
  for (const { command, verb } of TOOLS) {
    const run = (...flags: string[]) =>
      tools.run(command, [verb, folder, ...flags], { cwd: root, timeoutMs: TIMEOUT_MS });
    let result = await run();
    const isRestricted = result.kind === 'done' && result.exitCode !== 0 && RESTRICTED.test(result.stderr);
    const refusal = isRestricted && 'stderr' in result ? secrets.redact(reasonOf(result.stderr, root)) : undefined;
    if (refusal !== undefined && (await isContained())) result = await run(...UNRESTRICTED);
    if (result.kind === 'not-found') continue;
    if (result.kind === 'timed-out') return result;
    if (result.exitCode === 0)
      return { kind: 'rendered', text: result.stdout, ...(refusal !== undefined && { refusal }) };
    const message = secrets.redact(reasonOf(result.stderr, root));
    failed ??= { kind: 'failed', message, files: configuredFiles(result.stderr) };
    // An old kustomize does not know a newer field or several patches in one file; the one inside kubectl may (N275).
    if (!/unknown field|unable to parse SM or JSON patch/.test(result.stderr)) return failed;
  }
  return failed ?? { kind: 'no-tool' };
}

/** Files of the configuration that the tool quotes between backticks: `path: patches/web.yaml`. */
function configuredFiles(output: string): string[] {
  const config = /with config: `([^`]*)`/.exec(output)?.[1] ?? '';
  return [...config.matchAll(/(?:^|\n|\\n)\s*(?:path:|-)\s+([^\s\\]+)/g)].map((match) => match[1] ?? '');
}

function reasonOf(output: string, root: string): string {
  const bare = conflictTold(reasonIn(output))
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    // A literal of a generator may be quoted in the message: its key stays, its value goes.
    .replace(/\b([A-Za-z_][A-Za-z0-9_.-]*)=(?!')[^\s'"]+/g, '$1=…')
    .trim();
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare;
}

/** What stderr gives as reason: its first line without warnings and the clock of a log line. */
function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !isWarning(line.trim()));
  // E0709 12:00:00.000000    4711 run.go:72] "command failed" err="invalid Kustomization: …"; or err=< and lines up to >
  const text = lines.join('\n').replace(/^E\d{4} [^\]]*\] /, '');
  const quoted = /^"[^"]*" err="(.*)"/.exec(text)?.[1]?.replaceAll('\\"', '"').split('\\n');
  const block = /^"[^"]*" err=<\n([\s\S]*?)(?:\n >|$)/.exec(text)?.[1];
  const [first = '', ...more] = quoted ?? (block ?? text).split('\n').map((line) => line.trim());
  return `${first.replace(/^error:\s*/i, '') || 'no reason given'}${tellable(first, more)}`;
}

/**
 * What may be told of the lines behind: keys that stand twice; and behind the text of a patch, which is quoted over
 * several lines, values and all, what is wrong with it.
 */
function tellable(first: string, more: readonly string[]): string {
  const doubles = more.filter((line) => /^line \d+: mapping key "[^"]+" already defined/.test(line));
  if (doubles.length > 0) return ` ${doubles.join(', ')}`;
  const end = first.endsWith('`') ? more.findIndex((line) => line.startsWith('`')) : -1;
  return end === -1 ? '' : `…${more[end]}`;
}

function isWarning(line: string): boolean {
  return /^(#|warning\b|[WI]\d{4} |\d{4}\/)/i.test(line);
}
