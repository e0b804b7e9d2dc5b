/** A path as a framework takes it: `:id`, `{id}`, `<id>` are parameters, `*rest`, `{*rest}`, `<rest..>` all that follows. */
export function routePath(written: string): string {
  const path = written
    .replace(/\?.*$/s, '')
    .replace(/<\*{1,2}\w*>|<\w+\.\.>|\{\*\w+\}|\{\w+:\s*\.[*+]\}|\*\*?\w*|<\w+\|\.\*>/g, '*')
    .replace(/<(\w+)(?:[:|][^>]*)?>/g, '{$1}')
    .replace(/\{(\w+)(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?\}/g, '{$1}')
    .replace(/(^|\/):(\w+)/g, '$1{$2}');
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** A prefix and a path below it; the root of what is nested is the prefix itself. */
export function joinPaths(prefix: string, path: string): string {
  const start = prefix.replace(/\/+$/, '');
  return path === '/' && start !== '' ? start : `${start}${path}`;
}
