import type { EnvFileLoad } from '../../shape/code-facts.ts';
import { conditionOf } from '../load-condition.ts';
import { placedTexts } from './facts.ts';
import type { GoReader } from './reader.ts';
import { codeValue } from './text.ts';
import { within } from './tree.ts';

const GODOTENV = /(^|\/)godotenv$/;
const STANDARD = { kind: 'literal', text: '.env' } as const;

/** Dotenv files that a file loads: `godotenv.Load()`, `godotenv.Overload(".env")`, its autoload package, cleanenv. */
export function envFileLoads(reader: GoReader): EnvFileLoad[] {
  const { file } = reader;
  const calls = file.calls.flatMap((call): EnvFileLoad[] => {
    const isCleanenv = call.package !== undefined && /(^|\/)cleanenv$/.test(call.package) && call.name === 'ReadConfig';
    const isGodotenv = GODOTENV.test(call.package ?? '') && /^(Load|Overload)$/.test(call.name);
    if (!isCleanenv && !isGodotenv) return [];
    const given = (isCleanenv ? call.args.slice(0, 1) : call.args).flatMap((path) => placedTexts(path, reader));
    const paths = given.length === 0 ? [STANDARD] : given.map(({ text }) => codeValue(text));
    const overrides = call.name === 'Overload';
    return (overrides ? paths.reverse() : paths)
      .filter((path) => !isCleanenv || path.kind !== 'literal' || path.text.endsWith('.env'))
      .map((path) => ({
        path,
        from: 'started',
        overrides,
        ...conditionOf(call.node),
        at: file.origin(call.nameNode),
      }));
  });
  const automatic = [...within(file.root)].find(
    (node) => node.type === 'import_spec' && /godotenv\/autoload"$/.test(node.text),
  );
  return automatic
    ? [...calls, { path: STANDARD, from: 'started', overrides: false, at: file.origin(automatic) }]
    : calls;
}
