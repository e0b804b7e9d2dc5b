import type { EnvFileLoad } from '../../shape/code-facts.ts';
import { conditionOf } from '../load-condition.ts';
import { argument } from './call-values.ts';
import { calleeName, makerOf, methodOf, onlyAssignment } from './names.ts';
import type { Reading } from './reading.ts';
import { configEntries, settingsVersion } from './settings-config.ts';
import { shown } from './shown.ts';
import { stringText } from './strings.ts';
import { bare, type PyNode } from './syntax.ts';
import { evaluate } from './values.ts';

const STANDARD = { path: { kind: 'literal', text: '.env' }, from: 'above' } as const;

type Place = Pick<EnvFileLoad, 'path' | 'from'>;

/** Dotenv files that a module loads: python-dotenv, environs, django-environ, decouple, starlette, pydantic-settings. */
export function envFileLoads(reading: Reading): EnvFileLoad[] {
  const { module } = reading;
  return [...module.calls.flatMap((call) => atCall(reading, call)), ...decoupled(reading), ...ofSettings(reading)];
}

function atCall(reading: Reading, call: PyNode): EnvFileLoad[] {
  const { module } = reading;
  const callee = calleeName(module, call) ?? '';
  const said = (where: Parameters<typeof argument>[2]) => argument(reading, call, where);
  if (/^dotenv(\.main)?\.load_dotenv$/.test(callee)) {
    const path = said({ names: ['dotenv_path'], position: 0 });
    return [
      load(reading, call, { place: placeOf(reading, path), overriding: said({ names: ['override'], position: 3 }) }),
    ];
  }
  if (callee === 'starlette.config.Config') {
    const path = said({ names: ['env_file'], position: 0 });
    return path ? [load(reading, call, { place: placeOf(reading, path) })] : [];
  }
  const method = methodOf(module, call);
  if (method?.name !== 'read_env') return [];
  const made = makerOf(module, method.object) ?? '';
  if (!/^(environs|environ)\.(FileAware)?Env$/.test(made) && !/^environ\.(FileAware)?Env\.read_env$/.test(callee))
    return [];
  const path = said({ names: ['path', 'env_file'], position: 0 });
  return [
    load(reading, call, { place: placeOf(reading, path), overriding: said({ names: ['overwrite', 'override'] }) }),
  ];
}

function load(
  { module }: Reading,
  node: PyNode,
  { place, overriding }: { readonly place: Place; readonly overriding?: PyNode | undefined },
): EnvFileLoad {
  const overrides = overriding?.text === 'True';
  return { ...place, overrides, ...conditionOf(node), at: module.originOf(node) };
}

/** A path as text counts from where the program was started; one that is put together counts from the code's folder. */
function placeOf(reading: Reading, node: PyNode | undefined): Place {
  if (node === undefined || node.type === 'none') return STANDARD;
  const at = bare(node);
  if (at.type === 'call' && /(^|\.)find_dotenv$/.test(calleeName(reading.module, at) ?? '')) return STANDARD;
  const path = shown(reading, evaluate(reading, at));
  if (path.kind !== 'computed' && !isBuiltOnFolder(at.text)) return { path, from: 'started' };
  const made = at.type === 'identifier' ? (onlyAssignment(reading.module, at)?.value ?? at) : at;
  // `BASE_DIR / ".env"`, `os.path.join(BASE_DIR, ".env")`: the last text is the file.
  const name = /(?:^|[^\w])['"]([\w./-]+)['"]\s*\)*$/.exec(made.text)?.[1];
  return name === undefined
    ? { path: { kind: 'computed' }, from: 'above' }
    : { path: { kind: 'literal', text: name }, from: 'above' };
}

function isBuiltOnFolder(text: string): boolean {
  return /__file__|\b[A-Z_]*(DIR|ROOT|PATH)\b/.test(text);
}

/** `from decouple import config` looks for the file by itself. */
function decoupled({ module }: Reading): EnvFileLoad[] {
  const call = module.calls.find((each) => calleeName(module, each) === 'decouple.config');
  return call ? [{ ...STANDARD, overrides: false, at: module.originOf(call) }] : [];
}

/** `env_file` of a settings class: a text, or several of which the last one wins. */
function ofSettings(reading: Reading): EnvFileLoad[] {
  const { module } = reading;
  return [...module.classes.values()].flatMap((definition) => {
    if (settingsVersion(module, definition) === undefined) return [];
    const file = configEntries(module, definition).get('env_file');
    if (file === undefined || file.type === 'none') return [];
    const inner = bare(file);
    const files = /^(tuple|list)$/.test(inner.type) ? [...inner.children].reverse() : [inner];
    return files.map((each) => {
      const isText = stringText(each, module.text) !== undefined;
      const place = placeOf(reading, each);
      return { ...place, ...(isText && { from: 'started' as const }), overrides: false, at: module.originOf(each) };
    });
  });
}
