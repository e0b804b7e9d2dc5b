import { cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** What a program works on when it cannot work on the repository itself, which nothing changes. */
export interface Layout {
  /** Folders below the working directory to places in the new folder. Links are not followed and not copied. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  /** Files of the new folder, in place of what was copied there. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

const NEVER = new Set(['.git', 'node_modules']);

/** A new folder outside of the repository, removed by the caller, or with the process at the latest. */
export function scratchFolder(root: string, { copies, texts }: Layout): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'parity-run-'));
  const clear = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', clear);
  const folder = {
    path,
    remove: () => {
      process.removeListener('exit', clear);
      clear();
    },
  };
  try {
    const isCopied = (file: string) => !NEVER.has(basename(file)) && !lstatSync(file).isSymbolicLink();
    for (const { from, to } of copies) cpSync(join(root, from), join(path, to), { recursive: true, filter: isCopied });
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    return folder;
  } catch (error) {
    folder.remove();
    throw error;
  }
}
