/**
 * JSON with comments and trailing commas, as editors keep their settings, as JSON: what is too much becomes spaces, so
 * that every line and column stays.
 */
export function plainJson(text: string): string {
  const pieces =
    /"(?:\\[\s\S]|[^"\\])*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|,(?=(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*[}\]])/g;
  return text.replace(pieces, (piece) => (piece.startsWith('"') ? piece : piece.replace(/[^\n\r]/g, ' ')));
}
