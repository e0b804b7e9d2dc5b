/** Reads the files of one repository: the working tree, a git revision or a test's folder. Paths use `/` and are relative. */
export interface RepositoryFiles {
  /** All files, sorted, without what git ignores but for dotenv files. */
  list(): Promise<readonly string[]>;
  /** Those of the list that git ignores: they lie on this machine alone. */
  ignored?(): Promise<ReadonlySet<string>>;
  read(path: string): Promise<FileContent>;
  /**
   * Lets a file or folder outside be read, because the user names it.
   * @param path relative, beginning with `..`
   * @returns the files there, as `read` takes them; none when nothing is there
   */
  grant?(path: string): Promise<readonly string[]>;
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `reason` completes the sentence "<path> cannot be read: …"; `hint` is one action. */
  | {
      readonly kind: 'unreadable';
      readonly reason: string;
      readonly hint: string;
      /** Where it stops being text; left out where no place of it is to blame. */
      readonly at?: { readonly line: number; readonly column: number };
    };
