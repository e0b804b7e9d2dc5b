import { imageOn } from '../effective/image-on.ts';
import { effectiveProcess } from '../effective/process.ts';
import { parseImageName } from '../normalise/image-name.ts';
import { fileNameOf, isInFolder, isWithin } from '../normalise/path.ts';
import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { ImageCopy, ImageRun } from '../shape/image-recipe.ts';
import type { Origin } from '../shape/origin.ts';
import type { Workload } from '../shape/workload.ts';
import { nearest } from '../text/nearest.ts';
import { splitWords } from '../text/shell-words.ts';
import { type NamedScript, type StartedProgram, startedPrograms } from './started-programs.ts';

/** A file that a command starts and that nothing puts into its image. */
export interface LackedProgram {
  /** As the command names it. */
  readonly file: string;
  /** The file of the build context that was most likely meant. */
  readonly near: string | undefined;
  /** The COPY that was to bring it. */
  readonly copiedAt: Origin;
  readonly at: Origin;
}

/** Images of a language or a distribution: they hold no program of the application. */
const PLAIN_BASE =
  /^library\/(node|python|ruby|php|perl|openjdk|eclipse-temurin|alpine|debian|ubuntu|busybox)$|^(slim\/)?distroless\//;
const RUNS_FILES = /^(node|python[\d.]*|ruby|perl|php|(ba|da|a)?sh)$/;
const SOURCE = /^[\w./-]+\.([cm]?js|py|rb|pl|php|sh)$/;
/** Written by a build, in or outside of the image. */
const BUILT = /(^|\/)(dist|build|out|output|lib|target|bin|\.next|\.output|\.svelte-kit|node_modules|vendor)\//;
/** Commands that install packages or arrange users and folders, and make no file of the application. */
const HARMLESS =
  /^(apt-get|apt|apk|pip3?|python[\d.]* -m pip|npm (ci|i|install)|yarn( install)?|pnpm (i|install)|poetry (install|config)|bundle (install|config)|gem install|mkdir|chmod|chown|adduser|addgroup|useradd|groupadd|rm|set|corepack)\b/;

/**
 * The file that a container of the target is told to start and that its image lacks. Only where it is certain: no file
 * of that name lies anywhere in the build context, the image is built on a plain one, no RUN of it may have made a file,
 * and nothing is mounted over it.
 * @param all every file of the repository
 */
export function lackedProgram(
  workload: Workload,
  { built, scripts }: { readonly built: BuiltImage; readonly scripts: ReadonlyMap<string, NamedScript> },
  all: readonly string[],
): LackedProgram | undefined {
  const { recipe } = builtOn(built, 'target');
  const image = imageOn(built, 'target');
  const process = image && effectiveProcess(workload, image);
  if (image === undefined || process === undefined || !isPlain(image.base)) return undefined;
  // A stock image with a command runs what is mounted into it.
  if (workload.image !== undefined && isPlain(workload.image.text)) return undefined;
  if (image.runs.some(mayMakeFiles) || recipe.stages.some(({ copies }) => copies.some(isFromElsewhere)))
    return undefined;
  const [copiedAt] = image.holds.map(({ at }) => at);
  const programs = startedPrograms(process.words, { at: process.at, scripts });
  const files = programs.map(fileOf);
  if (copiedAt === undefined || files.includes(undefined)) return undefined;
  const context = all.filter((path) => isInFolder(path, built.context));
  const stems = new Set(context.map((path) => stemOf(fileNameOf(path))));
  const file = files.find((each) => each !== undefined && !BUILT.test(each) && !stems.has(stemOf(fileNameOf(each))));
  if (file === undefined || image.holds.some(({ destination }) => fileNameOf(destination) === fileNameOf(file)))
    return undefined;
  const path = file.startsWith('/') ? file : `${image.workdir?.path ?? ''}/${file}`;
  const isMounted = workload.mounts.some(
    (mount) => isWithin(path, mount.path) || fileNameOf(mount.path) === fileNameOf(file),
  );
  if (isMounted) return undefined;
  const ending = file.slice(file.lastIndexOf('.'));
  const likes = context.map(fileNameOf).filter((name) => name.endsWith(ending));
  // Without any file of its language the code lies elsewhere: in a submodule, in another repository.
  return likes.length === 0 ? undefined : { file, near: nearFile(file, likes), copiedAt, at: process.at };
}

function isPlain(image: string): boolean {
  return PLAIN_BASE.test(parseImageName(image)?.repository ?? '');
}

/** Undefined where what a program starts is not known; empty names are no file. */
function fileOf({ name, words }: StartedProgram): string | undefined {
  if (!RUNS_FILES.test(name)) return undefined;
  const file = words.find((word) => !/^(-u|-OO?|--enable-source-maps|--no-warnings)$/.test(word));
  return file !== undefined && SOURCE.test(file) ? file : undefined;
}

function mayMakeFiles({ words }: ImageRun): boolean {
  const text = words.at(-1) ?? '';
  const isShell = words.length === 3 && words[1] === '-c';
  const commands = isShell ? commandsIn(text) : [words.join(' ')];
  return commands.some((command) => !HARMLESS.test(command));
}

function commandsIn(text: string): string[] {
  const commands: string[][] = [[]];
  for (const word of splitWords(text)) {
    if (/^(&&|\|\||;|\|)$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((words) => words.length > 0).map((words) => words.join(' '));
}

/** The file that may be meant, in the folder in which the other was looked for. */
function nearFile(file: string, names: readonly string[]): string | undefined {
  const near = nearest(fileNameOf(file), names);
  return near === undefined ? undefined : `${file.slice(0, file.length - fileNameOf(file).length)}${near}`;
}

/** Another image, an address, or an archive that is unpacked. */
function isFromElsewhere({ from, sources }: ImageCopy): boolean {
  return from !== undefined || sources.some((source) => /^[a-z]+:\/\/|\.(tar|tgz|gz|bz2|xz|zip)/i.test(source));
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
