// Kubernetes' own expansion: https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go

const REFERENCE = /\$\$|\$\(([^()]*)\)/g;

/** Replaces each `$(NAME)` that `lookup` knows; the others stay literally, `$$` becomes `$` (N122). */
export function expandReferences(text: string, lookup: (name: string) => string | undefined): string {
  return text.replace(REFERENCE, (whole, name: string | undefined) =>
    name === undefined ? '$' : (lookup(name) ?? whole),
  );
}

/** The names inside `$(NAME)`, in order. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

/** A text in its parts: literal text, with `$$` as `$`, and each reference with how it was written. */
export function splitReferences(
  text: string,
): readonly (string | { readonly name: string; readonly written: string })[] {
  const parts: (string | { name: string; written: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [written, name] = match;
    parts.push(text.slice(end, match.index), name === undefined ? '$' : { name, written });
    end = match.index + written.length;
  }
  return [...parts, text.slice(end)];
}
