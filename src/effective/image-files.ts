import { fileNameOf, isInFolder, isWithin, normaliseMountPath, normaliseRelativePath } from '../normalise/path.ts';
import type { ImageCopy, ImageRecipe, ImageRun, ImageStage } from '../shape/image-recipe.ts';
import { globExpression } from '../text/dockerignore.ts';
import { splitWords } from '../text/shell-words.ts';
import { parentOf, stageCalled } from './image.ts';

/** Paths of a container to files of the repository; undefined for a file whose contents some command made. */
export type PlacedFiles = ReadonlyMap<string, string | undefined>;

export interface BuildContext {
  /** Folder of the repository; `.` for its root. */
  readonly folder: string;
  /** The files of the repository that matter, those that `.dockerignore` keeps out left away. */
  readonly files: readonly string[];
}

/** Where a built stage holds files of its context: what is copied, copied on from stage to stage, moved and removed. */
export function placedFiles(recipe: ImageRecipe, stage: ImageStage, context: BuildContext): PlacedFiles {
  return inStage(stage, { recipe, context, known: new Map() });
}

interface Building {
  readonly recipe: ImageRecipe;
  readonly context: BuildContext;
  readonly known: Map<ImageStage, PlacedFiles>;
}

function inStage(stage: ImageStage, building: Building): PlacedFiles {
  const before = building.known.get(stage);
  if (before) return before;
  const below = parentOf(building.recipe, stage);
  const placed = new Map(below ? inStage(below, building) : []);
  // A stage only takes from earlier ones; this ends what a hostile file makes a circle.
  building.known.set(stage, placed);
  const steps = [
    ...stage.copies.map((copy) => ({ line: copy.at.line, apply: () => applyCopy(placed, copy, { stage, building }) })),
    ...stage.runs.map((run) => ({ line: run.at.line, apply: () => applyRun(placed, run) })),
  ];
  for (const step of steps.sort((a, b) => a.line - b.line)) step.apply();
  return placed;
}

function applyCopy(
  placed: Map<string, string | undefined>,
  copy: ImageCopy,
  { stage, building }: { readonly stage: ImageStage; readonly building: Building },
): void {
  const into = normaliseMountPath(copy.destination);
  const isFolder = copy.destination.endsWith('/') || copy.sources.length > 1;
  const from = copy.from === undefined ? undefined : stageCalled(building.recipe, copy.from, stage.index);
  if (copy.from !== undefined && from === undefined) return;
  const available = from ? withStandalone([...inStage(from, building)]) : ofContext(building.context);
  for (const source of copy.sources) {
    const wanted = normaliseMountPath(source);
    const isPattern = /[*?[]/.test(wanted);
    const pattern = isPattern ? globExpression(wanted) : undefined;
    for (const [path, file] of available) {
      const rest = pattern ? restOfPattern(path, pattern) : restOf(path, wanted);
      if (rest === undefined) continue;
      // A single file is called like the destination unless that is a folder, which only its slash or `.` tells.
      const isOne = rest === '' && !isPattern && !isFolder && !isFolderFor(fileNameOf(path), into);
      placed.set(normaliseMountPath(isOne ? into : `${into}/${rest === '' ? fileNameOf(path) : rest}`), file);
    }
  }
}

/** A destination without a slash at its end that has no name for such a file: `COPY .env /app`, `COPY .env .`. */
function isFolderFor(name: string, into: string): boolean {
  return into === '/' || (!hasEnvName(into) && hasEnvName(name));
}

function hasEnvName(path: string): boolean {
  return /\.|env/i.test(fileNameOf(path));
}

/** The standalone output of Next holds the dotenv files that lay beside its configuration. */
function withStandalone(files: readonly (readonly [string, string | undefined])[]): typeof files {
  const taken = files.filter(([path]) => /\/\.env(\.production)?$/.test(path));
  return [
    ...files,
    ...taken.map(([path, file]) => [path.replace(/\/([^/]+)$/, '/.next/standalone/$1'), file] as const),
  ];
}

function ofContext({ folder, files }: BuildContext): [string, string][] {
  return files
    .filter((file) => isInFolder(file, folder))
    .map((file) => [`/${folder === '.' ? file : file.slice(folder.length + 1)}`, file]);
}

function restOf(path: string, wanted: string): string | undefined {
  if (!isWithin(path, wanted)) return undefined;
  return path === wanted ? '' : path.slice(wanted === '/' ? 1 : wanted.length + 1);
}

/** What stands below the first folder that a pattern fits, or nothing for the file itself. */
function restOfPattern(path: string, pattern: RegExp): string | undefined {
  const parts = path.split('/');
  for (let at = 2; at <= parts.length; at += 1) {
    if (pattern.test(parts.slice(0, at).join('/'))) return parts.slice(at).join('/');
  }
  return undefined;
}

/** `RUN mv .env.production .env`, `RUN rm .env`; what another command does to such a file cannot be told. */
function applyRun(placed: Map<string, string | undefined>, { words, directory }: ImageRun): void {
  const text = words.at(-1) ?? '';
  if (!/env/i.test(words.join(' '))) return;
  const inner = /^-\w*c$/.test(words.at(-2) ?? '') ? splitWords(text) : words;
  for (const command of commandsIn(inner)) applyCommand(placed, command, directory);
}

function commandsIn(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (/^(&&|\|\||;|\|)$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands;
}

function applyCommand(placed: Map<string, string | undefined>, command: readonly string[], directory: string): void {
  const [program = '', ...rest] = command;
  const operands = rest.filter((word) => !word.startsWith('-'));
  const at = (word: string) => placeAt(directory, word);
  const [source, target] = operands.map(at);
  if (/^(cp|mv|ln)$/.test(program) && source !== undefined && target !== undefined && placed.has(source)) {
    const name = placed.has(target) || hasEnvName(target) ? target : `${target}/${fileNameOf(source)}`;
    placed.set(name, placed.get(source));
    if (program === 'mv') placed.delete(source);
  } else if (program === 'rm') for (const operand of operands) placed.delete(at(operand));
  else {
    const written = command.findIndex((word) => /^>>?$/.test(word));
    const isEdited = program === 'sed' && rest.some((word) => word.startsWith('-i'));
    const made = written >= 0 ? command[written + 1] : isEdited ? operands.at(-1) : undefined;
    if (made !== undefined && /env/i.test(made)) placed.set(at(made), undefined);
  }
}

function placeAt(directory: string, path: string): string {
  return normaliseMountPath(path.startsWith('/') ? path : `${directory}/${path}`);
}

/** With what is mounted over them: a folder of the repository brings its own files and hides those of the image. */
export function withMounted(
  placed: PlacedFiles,
  mounts: readonly { readonly path: string; readonly local: string | undefined }[],
  files: readonly string[],
): PlacedFiles {
  const all = new Map(placed);
  const inOrder = mounts
    .map(({ path, local }) => ({ path: normaliseMountPath(path), local }))
    .sort((a, b) => a.path.length - b.path.length);
  for (const { path, local } of inOrder) {
    for (const known of [...all.keys()]) if (isWithin(known, path)) all.delete(known);
    const folder = local === undefined ? undefined : normaliseRelativePath(local);
    for (const file of folder === undefined ? [] : files.filter((each) => isInFolder(each, folder))) {
      const rest = file === folder ? '' : folder === '.' ? file : file.slice((folder ?? '').length + 1);
      all.set(normaliseMountPath(`${path}/${rest}`), file);
    }
  }
  return all;
}
