// https://containers.dev/implementors/json_reference/#variables-in-devcontainerjson
import type { Vault } from '../../secrets/vault.ts';
import type { EnvFileEntry } from '../../shape/facts.ts';
import { deferred, plain, type Value } from '../../shape/value.ts';
import { entriesOf, get, isNull, textOf, type YamlNode } from '../../text/yaml.ts';

interface File {
  readonly source: string;
  readonly path: string;
  readonly secrets: Vault;
}

/** What programs in the container receive; `remoteEnv` counts over `containerEnv`, and `null` takes away. */
export function variablesOf(root: YamlNode, { source, path, secrets }: File): EnvFileEntry[] {
  const found = new Map<string, EnvFileEntry>();
  for (const group of ['containerEnv', 'remoteEnv']) {
    for (const { key, at, value } of entriesOf(get(root, group))) {
      if (isNull(value)) found.delete(key);
      const text = textOf(value);
      if (text === undefined) continue;
      found.set(key, {
        name: key,
        value: valueOfText(key, text, secrets),
        at: { source, path, line: at.line, column: at.column },
      });
    }
  }
  return [...found.values()];
}

const REFERENCE = /\$\{(\w+)(?::([^}:]*))?(?::([^}]*))?\}/g;

/** `${localEnv:NAME:default}`: the default, where there is one; everything else only the machine knows. */
function valueOfText(name: string, text: string, secrets: Vault): Value {
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, kind = '', , otherwise] = match;
    parts.push(plain(text.slice(end, match.index)));
    end = match.index + whole.length;
    parts.push(kind === 'localEnv' && otherwise !== undefined ? plain(otherwise) : deferred('from the machine'));
  }
  const joined = secrets.join([...parts, plain(text.slice(end))]);
  return joined.kind === 'plain' ? secrets.value(name, joined.text) : joined;
}
