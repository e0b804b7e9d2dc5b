/** The text files of an application: path below its root, with `/`, to text. */
export type Files = ReadonlyMap<string, string>;

/** An edit of an application; it never changes the map it is given. */
export type Edit = (files: Files) => Files;

/** Puts `to` in the place of `from`, which must occur exactly once in the file: an edit that fits nowhere is a mistake. */
export function replace(path: string, from: string, to: string): Edit {
  return (files) => {
    const text = textOf(files, path);
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${path}: ${parts.length - 1} places fit ${JSON.stringify(from)}`);
    return write(path, parts.join(to))(files);
  };
}

/** Rewrites one whole file. */
export function rewrite(path: string, change: (text: string) => string): Edit {
  return (files) => write(path, change(textOf(files, path)))(files);
}

/** Rewrites every file whose path fits. */
export function rewriteAll(paths: RegExp, change: (text: string, path: string) => string): Edit {
  return (files) => new Map([...files].map(([path, text]) => [path, paths.test(path) ? change(text, path) : text]));
}

/** Adds a file, or puts another text in its place. */
export function write(path: string, text: string): Edit {
  return (files) => new Map([...files, [path, text]]);
}

export function remove(path: string): Edit {
  return (files) => {
    textOf(files, path);
    return new Map([...files].filter(([other]) => other !== path));
  };
}

/** Several edits, one after the other. */
export function all(...edits: readonly Edit[]): Edit {
  return (files) => edits.reduce((changed, edit) => edit(changed), files);
}

function textOf(files: Files, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`${path}: no such file`);
  return text;
}
