import { createHash } from 'node:crypto';
import { builtInFacts } from '../code/built-in.ts';
import { FileReaders } from '../code/file-readers.ts';
import { isReadCode, isUnreadCode, LANGUAGES } from '../code/index.ts';
import { type CodeScan, type ScanMemo, scanCode } from '../code/scan.ts';
import type { ScriptFacts } from '../code/shell/script.ts';
import { withScripts } from '../code/shell/start.ts';
import type { ServicePair, ServiceProgram } from '../compare/comparison.ts';
import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import { imageOn } from '../effective/image-on.ts';
import { effectiveProcess } from '../effective/process.ts';
import { servesBuiltFiles } from '../effective/static-image.ts';
import { isInFolder } from '../normalise/path.ts';
import { codeFiles, codeRoots } from '../pairing/code-folders.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import { readOnce } from '../repository/read-once.ts';
import type { CodeFacts } from '../shape/code-facts.ts';
import type { ServiceCode } from './model.ts';
import type { Ports } from './request.ts';
import { scopeCode } from './scope-code.ts';
import { startScripts } from './start-scripts.ts';
import { widenRoots } from './widen-roots.ts';

interface CodeInput {
  readonly pairs: readonly WorkloadPair[];
  readonly built: ReadonlyMap<string, BuiltImage | undefined>;
  readonly inventory: Inventory;
  readonly config: Config | undefined;
  readonly programs: ReadonlyMap<string, ServiceProgram>;
}

/** What the code of each service needs and offers, by the name of the service. */
export async function readCode(input: CodeInput, ports: Ports): Promise<ReadonlyMap<string, ServiceCode>> {
  // What is run is told by the texts that are then parsed.
  const once = { ...ports, files: readOnce(ports.files) };
  const own = input.pairs.map((pair) => {
    const image = input.built.get(pair.name);
    const stage = imageOn(image, 'target');
    return codeRoots({
      service: pair.name,
      declared: input.config?.services.get(pair.name)?.code,
      context: image?.context,
      dockerfile: image?.recipe.path,
      holds: stage?.holds ?? [],
      isSharedContext: isSharedContext(pair.name, image, input.built),
      files: input.inventory.all,
      workloads: [pair.local, pair.target].flatMap((workload) => workload ?? []),
    });
  });
  const all = await Promise.all(own.map((roots) => widenRoots(roots, input.inventory.all, once.files)));
  const files = all.map((roots) => codeFiles(roots, all, input.inventory.all));
  const scopes = await scopeCode(
    input.pairs.map((pair, at) => ({
      pair,
      image: input.built.get(pair.name),
      program: input.programs.get(pair.name),
      folders: all[at]?.folders ?? [],
      files: files[at] ?? [],
    })),
    input.inventory.all,
    once.files,
  );
  const code = new Map<string, ServiceCode>();
  const memo: ScanMemo = new Map();
  const readers = new FileReaders();
  const scans = new Map<string, Promise<CodeScan>>();
  for (const [at, roots] of all.entries()) {
    const scope = scopes.get(roots.service) ?? { files: files[at] ?? [], entries: [], taken: [], texts: new Map() };
    // Two services run the same part of a file when the texts are the same.
    const part = scope.texts.size === 0 ? undefined : { id: partId(scope.texts), texts: scope.texts };
    const key = [...scope.files, part?.id].join('\n');
    const scan = scans.get(key) ?? scanCode(scope.files, LANGUAGES, { ...once, memo, readers, ...(part && { part }) });
    scans.set(key, scan);
    const pair = input.pairs[at];
    const isStatic = pair !== undefined && runsInBrowser(pair, input.built.get(pair.name));
    const read = isStatic ? onlyBuilt(await scan) : await scan;
    const scripts = pair === undefined ? [] : await started(pair, input, once);
    const program = withServer(read.facts, pair, input.programs.get(roots.service));
    const facts = withScripts(program, scripts, ports.secrets);
    code.set(roots.service, { roots, ownFolders: own[at]?.folders ?? [], scan: { ...read, facts }, scope, isStatic });
  }
  return code;
}

function partId(texts: ReadonlyMap<string, string>): string {
  return [...texts].map(([path, text]) => `${path} ${digest(text)}`).join('\n');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What the web server hands on and is filled in with, as the side that counts has it; its ports are told elsewhere. */
function withServer(facts: CodeFacts, pair: WorkloadPair | undefined, program: ServiceProgram | undefined): CodeFacts {
  const mounted = pair?.target === undefined ? program?.mounted.local : program?.mounted.target;
  const server = mounted ?? program?.server;
  if (server === undefined) return facts;
  return {
    ...facts,
    reads: [...facts.reads, ...server.reads],
    routes: [...facts.routes, ...server.routes],
    calls: [...facts.calls, ...server.calls],
  };
}

/** The scripts with which a service's container starts. */
function started(pair: WorkloadPair, { built, inventory }: CodeInput, ports: Ports): Promise<readonly ScriptFacts[]> {
  return startScripts(pair, built.get(pair.name), { all: inventory.all, ports });
}

/** Whether the image that counts, the target's where there is one, only serves the files that the code was built into. */
function runsInBrowser(pair: WorkloadPair, built: BuiltImage | undefined): boolean {
  const image = imageOn(built, pair.target === undefined ? 'local' : 'target');
  const workload = pair.target ?? pair.local;
  return image !== undefined && workload !== undefined && servesBuiltFiles(image, effectiveProcess(workload, image));
}

function onlyBuilt(scan: CodeScan): CodeScan {
  return { ...scan, facts: builtInFacts(scan.facts) };
}

/** Whether another service's image is made by another Dockerfile from the same context or from a folder inside it. */
function isSharedContext(
  name: string,
  image: BuiltImage | undefined,
  built: ReadonlyMap<string, BuiltImage | undefined>,
): boolean {
  if (image === undefined) return false;
  return [...built].some(
    ([other, theirs]) =>
      other !== name &&
      theirs !== undefined &&
      theirs.recipe.path !== image.recipe.path &&
      isInFolder(theirs.context, image.context),
  );
}

/** How much of what a service runs was read. */
export function coverageOf(code: ServiceCode | undefined, inventory: Inventory): ServicePair['codeCoverage'] {
  if (code === undefined || code.isStatic || code.roots.folders.length === 0) return 'none';
  const files = codeFiles(code.roots, [], inventory.all);
  const isUnread = files.some(isUnreadCode);
  if (!isUnread && !files.some(isReadCode)) return 'none';
  return isUnread ? 'partly' : 'read';
}
