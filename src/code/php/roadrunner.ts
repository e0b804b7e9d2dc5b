import type { ListenPort } from '../../shape/code-facts.ts';
import type { Position } from '../../text/position.ts';
import { get, parseYaml } from '../../text/yaml.ts';
import { splitAddress } from '../address.ts';
import { type AssembledText, codeValue, concat, fixed, variable } from '../assembled-text.ts';

/** RoadRunner's own file; `.rr.dev.yaml` and its like are for developers. */
export const ROADRUNNER_FILE = /(^|\/)\.rr(\.prod)?\.ya?ml$/;

/** `http: { address: "0.0.0.0:${PORT:-8080}" }`: where RoadRunner listens for what its workers answer. */
export function roadrunnerListens({ path, text }: { readonly path: string; readonly text: string }): ListenPort[] {
  const root = parseYaml(text).documents[0]?.root;
  return ['http', 'grpc'].flatMap((server) => {
    const node = get(root, server, server === 'http' ? 'address' : 'listen');
    if (node?.kind !== 'scalar') return [];
    const { host, port } = splitAddress(withVariables(node.text.replace(/^\w+:\/\//, '')));
    return [{ port: codeValue(port), ...(host && { host: codeValue(host) }), at: originOf(path, node) }];
  });
}

function originOf(path: string, { line, column }: Position): ListenPort['at'] {
  return { source: 'php', path, line, column };
}

function withVariables(text: string): AssembledText {
  return concat(
    text.split(/(\$\{\w+(?::-[^}]*)?\})/).map((piece) => {
      const match = /^\$\{(\w+)(?::-([^}]*))?\}$/.exec(piece);
      if (match === null) return fixed(piece);
      return variable(match[1] ?? '', match[2] === undefined ? {} : { fallback: match[2] });
    }),
  );
}
