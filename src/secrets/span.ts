/** Where a credential stands in a text: from the first character to behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** In order, without overlaps. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** The text with `[secret]` for each span. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of joined(spans)) {
    shown += `${text.slice(from, start)}[secret]`;
    from = end;
  }
  return shown + text.slice(from);
}

/** The spans of the group `value` of a pattern with the flags `dg`, of those matches that count. */
export function valueSpans(
  text: string,
  pattern: RegExp,
  counts: (groups: { readonly name: string; readonly value: string }) => boolean,
): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ groups, indices }) => {
    const [start, end] = indices?.groups?.value ?? [0, 0];
    const isCredential = start < end && counts({ name: groups?.name ?? '', value: text.slice(start, end) });
    return isCredential ? [{ start, end }] : [];
  });
}
