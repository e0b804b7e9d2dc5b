import { readComposeDotenv } from './dotenv-compose.ts';
import type { DotenvDialect, DotenvEntry, DotenvError, DotenvText } from './dotenv-entry.ts';
import { readDotenvLines } from './dotenv-lines.ts';
import { readNodeDotenv } from './dotenv-node.ts';

export type { DotenvDialect, DotenvEntry, DotenvError, DotenvText };

/**
 * Every assignment of a dotenv file in order, duplicates included, as the given reader understands it. Nothing is
 * interpolated or executed. What the reader refuses is an error with its place, and the lines after it are still read.
 */
export function parseDotenv(text: string, dialect: DotenvDialect): DotenvText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  switch (dialect) {
    case 'dotenv':
      return readNodeDotenv(source);
    case 'compose':
      return readComposeDotenv(source);
    case 'kustomize':
    case 'kubectl':
    case 'docker':
    case 'raw':
      return readDotenvLines(source, dialect);
    default:
      return dialect satisfies never;
  }
}
