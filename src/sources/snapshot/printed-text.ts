/**
 * The text of several answers of kubectl, one behind the other (`>> snapshot.json`), as YAML documents: JSON has no mark
 * between them. Lines stay where they are.
 */
export function withDocumentMarks(text: string): string {
  // Outside of a text no JSON has `}` and `{` with nothing but a line break between, and no text of JSON has a line break.
  return /^\uFEFF?\s*\{/.test(text) ? text.replace(/\}[ \t\r]*\n\s*(?=\{)/g, (between) => `${between}--- `) : text;
}

/** Whether a text is what `kubectl get` prints without `-o`. */
export function isTable(text: string): boolean {
  return /^(NAMESPACE +)?NAME +\S/m.test(text);
}
