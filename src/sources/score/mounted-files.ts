import type { Position } from '../../text/position.ts';
import { entriesOf, entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { booleanOf } from '../kubernetes/manifest-object.ts';

/** A file that a container is given. */
export interface ScoreMount {
  /** Where the container sees it. */
  readonly target: string;
  readonly content?: string;
  /** A file of the repository, relative to the Score file. */
  readonly source?: string;
  /** Placeholders in it are left as they are. */
  readonly isLiteral: boolean;
  readonly at: Position;
}

/** The files of a container: by their paths, or as the list that the specification had before. */
export function mountedFiles(container: YamlNode): ScoreMount[] {
  const node = get(container, 'files');
  const mapped = entriesOf(node).map(({ key, value, at }) => mounted(key, value, at));
  const listed = itemsOf(node).flatMap((item) => {
    const entry = entryOf(item, 'target');
    const target = textOf(entry?.value);
    return entry === undefined || target === undefined ? [] : [mounted(target, item, entry.at)];
  });
  return [...mapped, ...listed];
}

function mounted(target: string, node: YamlNode, at: Position): ScoreMount {
  const written = get(node, 'content');
  // The oldest form has a list of lines.
  const lines = itemsOf(written).map((line) => textOf(line) ?? '');
  const content = textOf(written) ?? (lines.length > 0 ? lines.join('\n') : undefined);
  const source = textOf(get(node, 'source'));
  return {
    target,
    ...(content !== undefined && { content }),
    ...(source !== undefined && { source }),
    isLiteral: booleanOf(get(node, 'noExpand')) ?? false,
    at,
  };
}
