import type { ExportedBinding } from '../language.ts';
import { placeholdersIn } from './placeholder.ts';
import { isBuiltBy, type Property } from './property-table.ts';

/** What a build writes in the place of `${…}` when it copies the files of configuration. */
export interface Filling {
  /** `all` where the build takes its names from elsewhere. */
  readonly names: 'all' | readonly string[];
  /** The files that it fills, below the folder of resources; left out where it fills all. */
  readonly files?: readonly string[];
}

/** Tells the files of configuration what their build fills in. */
export interface FillingBinding extends ExportedBinding {
  readonly language: 'jvm';
  readonly filling: Filling;
}

function isFilling(binding: ExportedBinding): binding is FillingBinding {
  return 'filling' in binding;
}

/** The properties of a file as the build leaves them: what it fills in can be told as little as an expression. */
export function asBuilt(properties: readonly Property[], bindings: readonly ExportedBinding[]): readonly Property[] {
  const fillings = bindings.filter(isFilling);
  if (fillings.length === 0) return properties;
  return properties.map((property) => {
    const near = fillings.filter(({ path }) => isBuiltBy(property.at.path, path)).map(({ filling }) => filling);
    const fitting = near.filter((filling) => isOfFile(filling, property.at.path));
    return fitting.length === 0 ? property : { ...property, text: filledText(property, fitting) };
  });
}

function filledText({ text, isVerbatim }: Property, fillings: readonly Filling[]): string {
  const pieces = placeholdersIn(text);
  let whole = text;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string' || piece.fallback !== undefined) continue;
    const before = pieces[index - 1];
    // `\${…}` is written for what shall stay.
    const mayBeKept = !isVerbatim || (typeof before === 'string' && before.endsWith('\\'));
    const isFilled = fillings.some(({ names }) => (names === 'all' ? !mayBeKept : names.includes(piece.name)));
    // As long as the placeholder, so that places stay right.
    if (isFilled) whole = `${whole.slice(0, piece.at - 2)}#{${whole.slice(piece.at)}`;
  }
  return whole;
}

function isOfFile({ files }: Filling, path: string): boolean {
  if (files === undefined) return true;
  const below = path.replace(/^(.*\/)?src\/main\/resources\//, '');
  return files.some((glob) => patternOf(glob).test(below));
}

function patternOf(glob: string): RegExp {
  const parts = glob.replace(/^\/+/, '').split(/(\*\*\/?|\*|\?)/);
  const source = parts.map((part) => {
    if (part.startsWith('**')) return `(?:.*\\/)?${part === '**' ? '[^/]*' : ''}`;
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}
