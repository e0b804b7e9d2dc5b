/** Options of kubectl, kustomize and helm that stand alone: what follows them is no value of theirs. */
const ALONE =
  /^(dry-run|force|wait|install|atomic|create-namespace|debug|overwrite|all|record|local|recursive|R|server-side|validate|i|h|help|append-hash|save-config|force-conflicts|prune|short|reuse-values|reset-values|cleanup-on-fail|dependency-update|hide-secret|skip-crds)$/;

export interface Options {
  /** Words that are neither an option nor the value of one. */
  readonly bare: readonly string[];
  /** All values of an option, in order. */
  readonly options: (name: string) => readonly string[];
}

/** The words of a command line, options (`--name=value`, `--name value`, `-n value`) taken apart. */
export function optionsOf(words: readonly string[]): Options {
  const bare: string[] = [];
  const given: (readonly [string, string])[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) bare.push(word);
    else if (value !== undefined) given.push([name, value]);
    else if (ALONE.test(name)) given.push([name, '']);
    else {
      at += 1;
      given.push([name, words[at] ?? '']);
    }
  }
  return { bare, options: (name) => given.flatMap(([each, value]) => (each === name ? [value] : [])) };
}
