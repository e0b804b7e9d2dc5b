const MOST_VARIANTS = 16;

/**
 * The paths that a pattern stands for: `{id:\d+}` and `{id<\d+>}` without what they demand, `[/{page}]` and `{page?}`
 * with and without; what takes any number of parts is `{*}`.
 */
export function patternPaths(pattern: string): string[] {
  const plain = pattern
    .replace(/\(:(num|any|segment|alpha|alphanum|hash)\)/g, (_, kind: string) => (kind === 'any' ? '{*}' : `{${kind}}`))
    .replace(/\{!?([\w-]+)(?::[\w.]+)?(?::((?:[^{}]|\{[^{}]*\})*)|<([^{}]*)>)?(\?[^{}]*)?\}/g, takenPart)
    .replace(/(^|\/)[:@]([a-z_]\w*)/gi, '$1{$2}')
    .replace(/(^|\/)\([^()]*\)(?=\/|$)/g, '$1{*}');
  return [...new Set(withoutOptional(plain).map((path) => (path === '' ? '/' : path)))];
}

function takenPart(_: string, name: string, colon?: string, angled?: string, optional?: string): string {
  const demand = colon ?? angled ?? '';
  if (/^\(?\.[*+]\)?$|^\(?\[\^?.*\/.*\][*+]\)?$/.test(demand)) return '{*}';
  return optional === undefined ? `{${name}}` : `[{${name}}]`;
}

function withoutOptional(pattern: string): string[] {
  let waiting = [pattern];
  for (let round = 0; round < 5 && waiting.some((each) => each.includes('[')); round += 1) {
    waiting = waiting.flatMap((each) => {
      const inner = /\[([^[\]]*)\]/.exec(each);
      if (inner === null) return [each];
      const before = each.slice(0, inner.index);
      const after = each.slice(inner.index + inner[0].length);
      return [`${before.replace(/\/$/, '')}${after}`, `${before}${inner[1] ?? ''}${after}`];
    });
    waiting = [...new Set(waiting)].slice(0, MOST_VARIANTS);
  }
  return waiting;
}
