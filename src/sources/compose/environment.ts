// What the container gets: every env_file in order, then `environment` (N150, N151).
import type { Value } from '../../shape/value.ts';
import type { EnvironmentStep, Workload } from '../../shape/workload.ts';
import { readEnvFile, reportOutside } from './env-file.ts';
import { joinedValue } from './expand.ts';
import {
  type ComposeEntry,
  type ComposeNode,
  type ComposeScalar,
  entriesOf,
  get,
  isNull,
  isOpen,
  itemsOf,
  scalarOf,
  textOf,
} from './node.ts';
import { belowRoot, fromRoot } from './paths.ts';
import { scalarText } from './scalar-text.ts';
import { at, leaveOpen, refuse, type ServiceInput } from './service-input.ts';
import type { Variable } from './variables.ts';

export async function readEnvironment(
  input: ServiceInput,
): Promise<Pick<Workload, 'environment' | 'hasUnreadVariables'>> {
  const own = entriesOf(get(input.service, 'environment')).flatMap((entry) => ownStep(entry, input));
  const files: EnvironmentStep[] = [];
  const known = new Map(own.flatMap((step) => (step.kind === 'set' ? [[step.name, step] as const] : [])));
  const above = new Map<string, Variable>();
  let hasUnreadVariables = false;
  for (const [index, item] of itemsOf(get(input.service, 'env_file')).entries()) {
    // Compose asks the interpolation variables first, then `environment`, then the lines above (N155).
    const lookup = (name: string) => item.scope.variables.get(name) ?? known.get(name) ?? above.get(name);
    const steps = await fileSteps(item, { input, index, lookup });
    if (!(await isRead(item, input))) hasUnreadVariables = true;
    for (const step of steps) {
      files.push(step);
      if (step.kind === 'set') above.set(step.name, step);
    }
  }
  return { environment: [...files, ...own], ...(hasUnreadVariables && { hasUnreadVariables }) };
}

/** Whether the file behind an item of `env_file` is there and is text. */
async function isRead(item: ComposeNode, { reading }: ServiceInput): Promise<boolean> {
  const path = item.kind === 'scalar' ? item : scalarOf(item, 'path');
  if (path === undefined || isOpen(path)) return false;
  const place = placeOf(path, reading);
  return place !== undefined && (await reading.context.files.read(place)).kind === 'text';
}

/** As seen from the root, perhaps outside of it; undefined where nobody can tell. */
function placeOf({ scope, text }: ComposeScalar, { context }: ServiceInput['reading']): string | undefined {
  return belowRoot(scope.folder, text) ?? fromRoot(scope.folder, text, context.root);
}

function ownStep(entry: ComposeEntry, input: ServiceInput): EnvironmentStep[] {
  if (entry.key === '') return [];
  if (isNull(entry.value)) return [passedStep(entry.key, entry.scope.variables, at(input, entry))];
  const value = pairValue(entry, input);
  if (value === undefined) {
    const hint = `write the value of ${entry.key} as text`;
    refuse(input, entry, { attribute: `environment.${entry.key}`, isNot: 'one text', hint });
    return [];
  }
  return [{ kind: 'set', name: entry.key, value, expand: false, at: at(input, entry) }];
}

/** The value of `KEY: value`, hidden when its name, its text or a variable in it is secret. */
export function pairValue(entry: ComposeEntry, input: ServiceInput): Value | undefined {
  if (entry.value.kind !== 'scalar') return undefined;
  const { secrets } = input.reading.context;
  const value = joinedValue(entry.value.parts, secrets);
  return value.kind === 'plain' ? secrets.value(entry.key, scalarText({ ...entry.value, text: value.text })) : value;
}

/** `KEY` alone: the variable of that name, and nothing at all when there is none. */
function passedStep(
  name: string,
  variables: ReadonlyMap<string, Variable>,
  origin: EnvironmentStep['at'],
): EnvironmentStep {
  const known = variables.get(name);
  if (known === undefined) return { kind: 'unset', name, at: origin };
  return { kind: 'set', name, value: known.value, expand: false, at: origin };
}

interface FileItem {
  readonly input: ServiceInput;
  readonly index: number;
  readonly lookup: (name: string) => Variable | undefined;
}

async function fileSteps(item: ComposeNode, { input, index, lookup }: FileItem): Promise<EnvironmentStep[]> {
  const attribute = `env_file[${index}]`;
  const path = item.kind === 'scalar' ? item : scalarOf(item, 'path');
  if (path === undefined) {
    refuse(input, item, { attribute, isNot: 'a path, or a map with one', hint: 'name the file under `path`' });
    return [];
  }
  if (isOpen(path)) {
    leaveOpen(input, path, { attribute, hint: 'give the variable a default, or set it in .env' });
    return [];
  }
  const isOptional = /^(false|False|FALSE)$/.test(textOf(item, 'required') ?? '');
  const absence = input.active && !isOptional ? 'said' : 'silent';
  const file = placeOf(path, input.reading);
  if (file === undefined) {
    reportOutside({ place: path, absence, service: input.name }, input.reading);
    return [];
  }
  const raw = textOf(item, 'format') === 'raw';
  const lines = await readEnvFile(
    { path: file, place: path, lookup, absence, raw, service: input.name },
    input.reading,
  );
  // What need not be there says nothing through its example.
  const known = isOptional ? lines.filter((line) => line.isDeclaredOnly !== true) : lines;
  return known.map((line) =>
    line.value === undefined
      ? passedStep(line.name, item.scope.variables, line.at)
      : { kind: 'set', name: line.name, value: line.value, expand: false, at: line.at },
  );
}
