import { join } from 'node:path';
import { ParityError } from '../errors.ts';
import type { Finding } from '../findings/finding.ts';
import type { FixDocument, FixedFinding } from '../findings/fix-document.ts';
import type { Report } from '../findings/report.ts';
import { replaceFile } from '../repository/replace-file.ts';
import { openWorkbench } from '../repository/workbench.ts';
import { unifiedDiff } from '../text/unified-diff.ts';
import { rulesFor, runCheck } from './check.ts';
import type { CheckRequest, Ports } from './request.ts';
import { type Trial, tryMends } from './try-mends.ts';

export interface FixRequest extends CheckRequest {
  /** Change the files; else only the changes are told. */
  readonly write: boolean;
}

/** Opens the files of another folder, as the run's own are opened. */
export type OpenFiles = (root: string) => Ports['files'];

/**
 * Finds the changes that mend findings: each is tried on a copy and counts only when the finding is gone then and
 * nothing new is found.
 */
export async function runFix(request: FixRequest, ports: Ports, open: OpenFiles): Promise<FixDocument> {
  await rulesFor(request);
  const bench = openWorkbench(request.root, await ports.files.list());
  try {
    const whole = { ...request, root: bench.path, services: [], rules: [] };
    const check = (): Promise<Report> => runCheck(whole, { ...ports, files: open(bench.path) });
    const trial: Trial = {
      check,
      write: bench.write,
      read: (path) => textOf(ports.files, path),
      progress: ports.progress,
    };
    const found = await tryMends(trial, (finding) => isAsked(finding, request));
    const changes = [...found.texts].filter(([path, text]) => found.originals.get(path) !== text);
    const files = changes.map(([path, text]) => ({ path, from: found.originals.get(path) ?? '', to: text }));
    if (request.write) for (const file of files) put(request.root, file);
    return {
      schema: 'parity.fix/v1',
      tool: request.tool,
      written: request.write && files.length > 0,
      files: files.map(({ path, from, to }) => ({ path, patch: unifiedDiff(path, from, to) })),
      mended: found.mended.map(named),
      left: found.left.map(({ finding, reason }) => ({ ...named(finding), reason, remedy: finding.remedy })),
    };
  } finally {
    bench.remove();
  }
}

function isAsked({ service, rule }: Finding, { services, rules }: FixRequest): boolean {
  const byRule = rules.length === 0 || rules.some((named) => rule === named || rule.startsWith(`${named}/`));
  return byRule && (services.length === 0 || services.includes(service));
}

async function textOf(files: Ports['files'], path: string): Promise<string | undefined> {
  const content = await files.read(path);
  return content.kind === 'text' ? content.text : undefined;
}

function put(
  root: string,
  { path, from, to }: { readonly path: string; readonly from: string; readonly to: string },
): void {
  if (replaceFile(join(root, path), { from, to })) return;
  throw new ParityError({
    kind: 'cannot-check',
    code: 'fix/changed-meanwhile',
    message: `write ${path}: it was changed while parity looked at it`,
    hint: 'run parity fix again; what was written before stays',
  });
}

function named({ id, rule, level, service, subject, message }: Finding): FixedFinding {
  return { id, rule, level, service, subject, message };
}
