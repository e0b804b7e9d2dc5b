// `${NAME}` in a manifest: envsubst, Flux postBuild and their like fill it in before the cluster sees it (N018).

const SUBSTITUTION = /(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-=?+][^}]*)?\}/g;
const WHOLE = /^\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}]*)?\}$/;

/** `{{BUILD_NUMBER}}`, which a pipeline replaces with sed or a tool like it. */
const MARKER = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** Names that a tool substitutes in a manifest's field, in order. Kubernetes itself knows only `$(NAME)`. */
export function substitutionsIn(text: string): string[] {
  return [SUBSTITUTION, MARKER].flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []));
}

/** Whether the text is one substitution and nothing else. */
export function isSubstitution(text: string): boolean {
  return WHOLE.test(text);
}
