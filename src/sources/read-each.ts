import type { FileContent } from '../repository/files.ts';
import { type Facts, joinFacts, noFacts } from '../shape/facts.ts';
import type { Problem } from '../shape/origin.ts';
import type { SourceContext } from './source.ts';

/**
 * The facts of files that each stand for themselves, in the order given; one that cannot be read gives the problem that
 * says so, and the rest is read all the same.
 *
 * @param source id of the source that reads
 * @param read what the text of one file says
 */
export async function readEach(
  paths: readonly string[],
  { source, context }: { readonly source: string; readonly context: SourceContext },
  read: (path: string, text: string) => Facts,
): Promise<Facts> {
  const all: Facts[] = [];
  for (const path of paths) {
    const content = await context.files.read(path);
    const isText = content.kind === 'text';
    all.push(isText ? read(path, content.text) : { ...noFacts(), problems: [unreadFile(source, path, content)] });
  }
  return joinFacts(all);
}

/** What is said of a file that an input names and that gave no text. */
export function unreadFile(source: string, path: string, content: Exclude<FileContent, { kind: 'text' }>): Problem {
  const [found, hint] =
    content.kind === 'missing'
      ? ['it is not there', 'create it, or take it off the list']
      : [content.reason, content.hint];
  const at = (content.kind === 'unreadable' ? content.at : undefined) ?? { line: 1, column: 1 };
  return { kind: 'unreadable', source, path, ...at, message: `read ${path}: ${found}`, hint };
}
