import { parserFor } from './grammars.ts';
import type { FileReader, Language, ParsedFile } from './language.ts';
import { firstBroken, plainTree } from './syntax.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  /** Set where a service runs a part of it alone: tells its text from that of the others. */
  readonly part?: string;
}

/** Several languages may read one file of configuration. */
export function keyOf({ path, language, part }: SourceFile): string {
  return `${language.id}:${path}${part === undefined ? '' : `#${part}`}`;
}

/** A tree takes some thirty times its text: this many characters of source keep the trees of a whole common repository. */
const MOST_CHARACTERS = 1_500_000;

/** Files ready to be read again: rounds and services that share a file parse it once, as long as there is room. */
export class FileReaders {
  readonly #known = new Map<string, FileReader>();
  #room = MOST_CHARACTERS;

  async of(file: SourceFile): Promise<FileReader> {
    const key = keyOf(file);
    const known = this.#known.get(key);
    if (known) return known;
    const reader = await readerFor(file);
    if (file.text.length <= this.#room) {
      this.#room -= file.text.length;
      this.#known.set(key, reader);
    }
    return reader;
  }
}

async function readerFor({ path, text, language }: SourceFile): Promise<FileReader> {
  const { settings } = language;
  if (settings?.paths.test(path) !== true)
    return language.reader({ path, text, ...(await parsed(text, path, language)) });
  const program = settings.extract?.(text);
  return settings.reader({ path, text, ...(program !== undefined && (await parsed(program, path, language))) });
}

async function parsed(text: string, path: string, language: Language): Promise<Pick<ParsedFile, 'tree' | 'brokenAt'>> {
  const parser = await parserFor(language.grammarFor(path));
  const tree = parser.parse(text);
  if (tree === null) throw new Error(`the parser gave no tree for ${path}`);
  try {
    const brokenAt = firstBroken(tree.rootNode);
    return { tree: plainTree(tree.rootNode, text), ...(brokenAt !== undefined && { brokenAt }) };
  } finally {
    tree.delete();
  }
}
