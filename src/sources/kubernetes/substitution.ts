// `${NAME}` in a manifest: envsubst, Flux postBuild and their like fill it in before the cluster sees it (N018).

const SUBSTITUTION = /(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-=?+][^}]*)?\}/g;
const WHOLE = /^\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}]*)?\}$/;

/** Names that a tool substitutes in a manifest's field, in order. Kubernetes itself knows only `$(NAME)`. */
export function substitutionsIn(text: string): string[] {
  return [...text.matchAll(SUBSTITUTION)].flatMap((match) => match[1] ?? []);
}

/** Whether the text is one substitution and nothing else. */
export function isSubstitution(text: string): boolean {
  return WHOLE.test(text);
}
