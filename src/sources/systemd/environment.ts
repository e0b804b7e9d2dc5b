import { fileNameOf, folderOf } from '../../normalise/path.ts';
import type { Origin } from '../../shape/origin.ts';
import { deferred, type Value } from '../../shape/value.ts';
import type { EnvironmentStep } from '../../shape/workload.ts';
import type { SourceContext } from '../source.ts';
import { parseEnvironmentFile } from './env-file.ts';
import type { PlacedSetting } from './systemd.ts';
import { unitWords } from './unit-file.ts';

interface Around {
  readonly context: SourceContext;
  readonly originOf: (setting: PlacedSetting) => Origin;
}

export interface UnitEnvironment {
  readonly steps: readonly EnvironmentStep[];
  /** Environment files that the repository does not have. */
  readonly unread: readonly { readonly name: string; readonly setting: PlacedSetting }[];
}

/** In the order in which they count: what is passed on, `Environment=`, then the files; what is unset at the end. */
export async function unitEnvironment(own: readonly PlacedSetting[], around: Around): Promise<UnitEnvironment> {
  const passed = sinceReset(own, 'PassEnvironment').flatMap((setting) =>
    unitWords(setting.value).map((name) => step(name, deferred('from the system'), around.originOf(setting))),
  );
  const given = sinceReset(own, 'Environment').flatMap((setting) =>
    unitWords(setting.value).flatMap((word): EnvironmentStep[] => {
      const [, name, text] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
      if (name === undefined || text === undefined) return [];
      return [step(name, valueOfText(name, text, around), around.originOf(setting))];
    }),
  );
  const files: EnvironmentStep[] = [];
  const unread: { name: string; setting: PlacedSetting }[] = [];
  for (const setting of sinceReset(own, 'EnvironmentFile')) {
    const name = setting.value.replace(/^-/, '');
    const path = await fileInRepository(name, setting.path, around.context);
    const content = path === undefined ? undefined : await around.context.files.read(path);
    if (path === undefined || content?.kind !== 'text') unread.push({ name, setting });
    else files.push(...stepsOfFile(path, content.text, { setting, around }));
  }
  const unset = sinceReset(own, 'UnsetEnvironment').flatMap((setting) =>
    unitWords(setting.value)
      .filter((word) => !word.includes('='))
      .map((name): EnvironmentStep => ({ kind: 'unset', name, at: around.originOf(setting) })),
  );
  return { steps: [...passed, ...given, ...files, ...unset], unread };
}

/** An empty value takes back all that was said before. */
function sinceReset(own: readonly PlacedSetting[], key: string): PlacedSetting[] {
  const all = own.filter((setting) => setting.key === key);
  return all.slice(all.findLastIndex(({ value }) => value === '') + 1);
}

function step(name: string, value: Value, at: Origin): EnvironmentStep {
  return { kind: 'set', name, value, expand: false, at };
}

/** `%i` and the like the machine fills in; `%%` is one `%`. */
function valueOfText(name: string, text: string, { context: { secrets } }: Around): Value {
  if (/(^|[^%])(%%)*%[A-Za-z]/.test(text)) {
    // What stands beside it may be secret all the same.
    secrets.value(name, text);
    return deferred('a specifier of the unit');
  }
  return secrets.value(name, text.replaceAll('%%', '%'));
}

function stepsOfFile(
  path: string,
  text: string,
  { setting, around }: { readonly setting: PlacedSetting; readonly around: Around },
): EnvironmentStep[] {
  const { source, object } = around.originOf(setting);
  return parseEnvironmentFile(text).map(({ name, value, line }) =>
    step(name, around.context.secrets.value(name, value), { source, path, line, column: 1, ...(object && { object }) }),
  );
}

/**
 * The file that is laid to a place of the machine: beside the unit, or where the repository has the tree of the machine
 * (`deploy/etc/default/web`). Undefined where nothing or more than one thing fits.
 */
async function fileInRepository(name: string, unit: string, { files }: SourceContext): Promise<string | undefined> {
  if (/[*?[%]/.test(name)) return undefined;
  const all = await files.list();
  const beside = `${folderOf(unit) === '.' ? '' : `${folderOf(unit)}/`}${fileNameOf(name)}`;
  const inTree = all.filter((path) => path.endsWith(name) || `/${path}` === name);
  if (inTree.length === 1) return inTree[0];
  // A `.env` of the repository is for its developers, whatever the one of the machine is called.
  return all.includes(beside) && !fileNameOf(name).startsWith('.env') ? beside : undefined;
}
