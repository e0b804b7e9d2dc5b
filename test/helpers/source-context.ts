import type { FileContent, RepositoryFiles } from '../../src/repository/files.ts';
import { nodeToolRunner } from '../../src/repository/node-tool-runner.ts';
import { workingTree } from '../../src/repository/working-tree.ts';
import { createVault } from '../../src/secrets/vault.ts';
import type { SourceContext } from '../../src/sources/source.ts';

/** What a source gets, over a real folder. */
export function contextOf(root: string): SourceContext {
  return { root, files: workingTree(root), tools: nodeToolRunner(), secrets: createVault(Buffer.alloc(32, 1)) };
}

/** What a source gets, over files written in the test itself: path to text. */
export function contextWith(texts: Readonly<Record<string, string>>): SourceContext {
  const files: RepositoryFiles = {
    list: async () => Object.keys(texts).sort(),
    read: async (path): Promise<FileContent> => {
      const text = texts[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
  return { root: '/nowhere', files, tools: nodeToolRunner(), secrets: createVault(Buffer.alloc(32, 1)) };
}
