import { posix } from 'node:path';
import { normaliseRelativePath } from '../../normalise/path.ts';
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { type ShellCommand, shellCommands } from '../../text/shell-commands.ts';
import type { SourceContext } from '../source.ts';
import { createdObject } from './created-objects.ts';
import { deploySteps } from './deploy-steps.ts';
import { isFixed } from './fixed-text.ts';
import type { Job, Script } from './job.ts';
import { repositoryPath } from './repository-path.ts';
import { type WrittenFiles, writtenFiles } from './written-files.ts';

/** What is known where a command runs. */
export interface Surroundings {
  /** Folder of the repository in which it runs; undefined where nobody knows. */
  readonly folder: string | undefined;
  /** Files that commands before it have written. */
  readonly written: WrittenFiles;
  readonly context: SourceContext;
  readonly at: Origin;
}

type Place = Pick<Origin, 'source' | 'path' | 'object'>;

/** A script that a script calls is read too, and what that one calls. */
const MOST_DEPTH = 2;

/** What the scripts of a job make in the cluster, set and fill in. */
export async function scriptFacts(job: Job, place: Place, context: SourceContext): Promise<Facts> {
  const written: WrittenFiles = new Map();
  const all: Facts[] = [];
  for (const script of job.scripts) all.push(await factsOf(script, { place, context, written, depth: 0 }));
  return joinFacts(all);
}

interface Run {
  readonly place: Place;
  readonly context: SourceContext;
  readonly written: WrittenFiles;
  readonly depth: number;
}

async function factsOf(script: Script, run: Run): Promise<Facts> {
  const all: Facts[] = [];
  let folder: string | undefined = script.folder;
  for (const command of shellCommands(script.text)) {
    const at: Origin = {
      ...run.place,
      line: script.line + command.line,
      column: command.line === 0 && !script.text.includes('\n') ? script.column : 1,
    };
    const around: Surroundings = { folder, written: run.written, context: run.context, at };
    if (command.words[0] === 'cd') folder = changed(folder, command.words[1]);
    writtenFiles(command, around);
    const object = await createdObject(command, around);
    const called = run.depth < MOST_DEPTH ? await calledScript(command, around) : undefined;
    all.push({ ...noFacts(), configObjects: object, deploySteps: deploySteps(command, around) });
    if (called !== undefined) {
      const place = { source: run.place.source, path: called.path };
      all.push(await factsOf(called.script, { ...run, place, depth: run.depth + 1 }));
    }
  }
  return joinFacts(all);
}

function changed(folder: string | undefined, to: string | undefined): string | undefined {
  if (folder === undefined || to === undefined || !isFixed(to) || to.startsWith('/') || to === '-') return undefined;
  return normaliseRelativePath(posix.join(folder, to));
}

/** `./scripts/deploy.sh`, `bash scripts/deploy.sh staging`. */
async function calledScript(
  { words }: ShellCommand,
  { folder, context }: Surroundings,
): Promise<{ readonly path: string; readonly script: Script } | undefined> {
  const [first = '', second = ''] = words;
  const named = /^(bash|sh|source|\.)$/.test(first) ? second : first;
  if (folder === undefined || !/\.(sh|bash)$/.test(named)) return undefined;
  const path = repositoryPath(named, folder);
  const content = path === undefined ? undefined : await context.files.read(path);
  if (path === undefined || content?.kind !== 'text') return undefined;
  // It changes into folders of its own; where it begins is where it is called.
  return { path, script: { text: `${content.text}\n`, folder, line: 1, column: 1 } };
}
