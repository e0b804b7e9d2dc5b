import type { Syntax } from '../syntax.ts';
import type { PhpFile } from './file.ts';

/** One annotation of a doc comment: `@Route("/carts", methods={"GET"})`. */
export interface Annotation {
  readonly name: string;
  readonly text: string;
  readonly offset: number;
}

/** The annotations in the doc comment right before a declaration. */
export function annotationsOf(file: PhpFile, declaration: Syntax): Annotation[] {
  const before = file.text.slice(0, declaration.start);
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(before.slice(-MOST_CHARACTERS));
  if (comment === null) return [];
  const start = Math.max(0, before.length - MOST_CHARACTERS) + comment.index;
  return [...comment[0].matchAll(/@((?:\w+\\)*\w+)\(((?:[^()"]|"[^"]*"|\([^()]*\))*)\)/g)].map((match) => ({
    name: match[1] ?? '',
    text: match[2] ?? '',
    offset: start + (match.index ?? 0),
  }));
}

const MOST_CHARACTERS = 4000;
