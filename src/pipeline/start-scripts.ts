import { posix } from 'node:path';
import { isScript, parseScript } from '../code/shell/parse.ts';
import type { FilledTemplate, ScriptFacts } from '../code/shell/script.ts';
import { templateReads } from '../code/shell/templates.ts';
import { imageOn } from '../effective/image-on.ts';
import { effectiveProcess } from '../effective/process.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import { splitWords } from '../text/shell-words.ts';
import { type ContainerFiles, fileAt } from './container-files.ts';
import type { Ports } from './request.ts';

const MOST_SCRIPTS = 12;
/** Where the images of nginx and its like look for scripts to run before they start. */
const STARTED_FROM = /^\/docker-entrypoint\.d(\/|$)/;

/** What the scripts say with which the container that counts starts, the target's where there is one. */
export async function startScripts(
  pair: WorkloadPair,
  built: BuiltImage | undefined,
  { all, ports }: { readonly all: readonly string[]; readonly ports: Ports },
): Promise<readonly ScriptFacts[]> {
  const workload = pair.target ?? pair.local;
  if (workload === undefined) return [];
  const image = imageOn(built, pair.target === undefined ? 'local' : 'target');
  const container: ContainerFiles = { workload, image, context: built?.context, all };
  const workdir = image?.workdir?.path ?? '/';
  const words = effectiveProcess(workload, image)?.words ?? [];
  const waiting = [
    ...scriptWords(words).flatMap((word) => placesOf(word, workdir)),
    ...[...(image?.holds ?? []).map(({ destination }) => destination), ...workload.mounts.map(({ path }) => path)]
      .filter((path) => STARTED_FROM.test(path))
      .flatMap((path) => scriptsBelow(path, container)),
  ];
  const found = new Map<string, ScriptFacts>();
  for (let path = waiting.shift(); path !== undefined && found.size < MOST_SCRIPTS; path = waiting.shift()) {
    const file = fileAt(path, container);
    if (file === undefined || found.has(file)) continue;
    const content = await ports.files.read(file);
    if (content.kind !== 'text' || !isScript(file, content.text)) continue;
    const facts = await parseScript(file, content.text, ports.secrets);
    const filled = await Promise.all(facts.templates.map((each) => filledReads(each, workdir, { container, ports })));
    const script = path;
    const taken = facts.takesIn.map((each) => each && placeOf(each, script, workdir));
    const givesMore = taken.some((each) => each === undefined || !isKnownScript(each, container));
    found.set(file, { ...facts, reads: [...facts.reads, ...filled.flat()], givesMore });
    waiting.push(...taken.flatMap((each) => each ?? []), ...facts.runs.map((run) => placeOf(run, script, workdir)));
  }
  return [...found.values()];
}

const SEARCHED = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where a program may lie that a command names: a bare name is looked for in the folders of PATH. */
function placesOf(word: string, workdir: string): string[] {
  const own = posix.resolve(workdir, word);
  return word.includes('/') ? [own] : [own, ...SEARCHED.map((folder) => `${folder}/${word}`)];
}

/** A path as a script names it: from where it runs, or beside the script. */
function placeOf(named: string, script: string, workdir: string): string {
  return posix.resolve(named.startsWith('./') ? workdir : posix.dirname(script), named);
}

/** What a vault lays into a container, or a file of settings that an image may lack, can give any variable. */
function isKnownScript(path: string, container: ContainerFiles): boolean {
  return /\.(sh|bash)$/.test(path) && fileAt(path, container) !== undefined;
}

/** The words of a command that may be scripts, those of `sh -c "…"` among them. */
function scriptWords(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (/^-[a-z]*c$/.test(words[at - 1] ?? '')) return scriptWords(splitWords(word));
    const isFirst = at === 0 || /^(--|exec|&&|;)$|(^|\/)((ba|da|a)?sh|tini|dumb-init|env)$/.test(words[at - 1] ?? '');
    return /\.(sh|bash)$/.test(word) || (isFirst && /^[./]?[\w./-]*entrypoint[\w./-]*$/i.test(word)) ? [word] : [];
  });
}

/** A script that a COPY puts there, or those of a folder. */
function scriptsBelow(path: string, { all, image, context, workload }: ContainerFiles): string[] {
  const sources = [
    ...(image?.holds ?? [])
      .filter(({ destination }) => destination === path)
      .flatMap((copy) => copy.sources.map((source) => posix.join(context ?? '.', source))),
    ...workload.mounts.flatMap(({ path: mount, source }) =>
      mount === path && source.kind === 'host' && source.local !== undefined ? [source.local] : [],
    ),
  ];
  if (/\.\w+$/.test(posix.basename(path)) && !path.endsWith('.d')) return [path];
  return sources.flatMap((source) =>
    all.includes(source)
      ? [posix.join(path, posix.basename(source))]
      : all
          .filter((file) => file.startsWith(`${source.replace(/\/+$/, '')}/`))
          .map((file) => posix.join(path, posix.basename(file))),
  );
}

async function filledReads(
  template: FilledTemplate,
  workdir: string,
  { container, ports }: { readonly container: ContainerFiles; readonly ports: Ports },
): Promise<ScriptFacts['reads']> {
  const file = fileAt(posix.resolve(workdir, template.path), container);
  const content = file === undefined ? undefined : await ports.files.read(file);
  return file === undefined || content?.kind !== 'text'
    ? []
    : templateReads({ path: file, text: content.text }, template, ports.secrets);
}
