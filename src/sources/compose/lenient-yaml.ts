// go-yaml, which Compose reads with, lets the lines of a flow collection or a quoted text stand at any depth:
//   command: [
//     "start"
//   ]
// The parser below refuses the last line, and says so in these words for flow content alone.
import { parseYaml, type YamlDocument, type YamlError, type YamlNode } from '../../text/yaml.ts';

const REFUSAL = 'deficient indentation';
/** Deeper than any line that a flow collection could stand in; white space there means nothing. */
const SHIFT = 200;
const MOST_ROUNDS = 500;

/** As `parseYaml`, with flow content at any depth; places are those of the text given. */
export function parseLenientYaml(text: string): { documents: YamlDocument[]; errors: YamlError[] } {
  const lines = text.split('\n');
  const shifted = new Set<number>();
  let parsed = parseYaml(text);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const refused = parsed.errors.filter((error) => error.message === REFUSAL && !shifted.has(error.line));
    if (refused.length === 0) break;
    for (const { line } of refused) {
      shifted.add(line);
      lines[line - 1] = `${' '.repeat(SHIFT)}${lines[line - 1] ?? ''}`;
    }
    parsed = parseYaml(lines.join('\n'));
  }
  return shifted.size === 0 ? parsed : moveBack(parsed, shifted);
}

interface Placed {
  readonly line: number;
  readonly column: number;
}

function moveBack(parsed: ReturnType<typeof parseYaml>, shifted: ReadonlySet<number>): ReturnType<typeof parseYaml> {
  const back = <T extends Placed>(placed: T): T =>
    shifted.has(placed.line) ? { ...placed, column: Math.max(1, placed.column - SHIFT) } : placed;
  const known = new Map<YamlNode, YamlNode>();
  const move = (node: YamlNode): YamlNode => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const moved = moveNode(node);
    known.set(node, moved);
    return moved;
  };
  const moveNode = (node: YamlNode): YamlNode => {
    if (node.kind === 'scalar') return back(node);
    if (node.kind === 'list') return { ...back(node), items: node.items.map(move) };
    const entries = node.entries.map((entry) => ({ ...entry, at: back(entry.at), value: move(entry.value) }));
    return { ...back(node), entries, duplicates: node.duplicates.map(back) };
  };
  return {
    documents: parsed.documents.map((document) => ({ ...back(document), root: document.root && move(document.root) })),
    errors: parsed.errors.map(back),
  };
}
