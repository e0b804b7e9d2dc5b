import type { ServiceProgram, Side } from '../compare/comparison.ts';
import { type NamedEnvFile, namedEnvFiles } from '../compare/env-file-loads.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { LoadedVariables } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import { deferred } from '../shape/value.ts';
import { dotenv } from '../sources/dotenv/dotenv.ts';
import type { SourceContext } from '../sources/source.ts';
import { envFilePlaces, type FoundFile } from './env-file-places.ts';
import type { ServiceCode } from './model.ts';

interface Known {
  readonly of: 'local' | 'target';
  readonly pairs: readonly WorkloadPair[];
  readonly built: ReadonlyMap<string, BuiltImage | undefined>;
  readonly code: ReadonlyMap<string, ServiceCode>;
  readonly programs: ReadonlyMap<string, ServiceProgram>;
  readonly inventory: Inventory;
}

/**
 * What the programs of one side take from dotenv files that they load themselves, by the id of their workload: files
 * that their image holds, and those that are mounted over it.
 *
 * @param side without what this adds
 */
export async function loadedVariables(
  side: Side,
  known: Known,
  context: SourceContext,
): Promise<ReadonlyMap<string, LoadedVariables>> {
  const found = new Map<string, LoadedVariables>();
  for (const pair of known.pairs) {
    const workload = pair[known.of];
    const service = workload && side.byId.get(workload.id);
    // What somebody starts by hand runs in no container: its files are those of the side itself.
    if (service === undefined || service.workload.kind === 'process') continue;
    const loaded = await loadedBy(service, pair, { ...known, side, context });
    if (loaded !== undefined) found.set(service.workload.id, loaded);
  }
  return found;
}

async function loadedBy(
  service: EffectiveService,
  pair: WorkloadPair,
  { side, context, ...known }: Known & { readonly side: Side; readonly context: SourceContext },
): Promise<LoadedVariables | undefined> {
  const code = known.code.get(pair.name);
  if (code === undefined || code.isStatic) return undefined;
  const named = namedEnvFiles(service, code.scan.facts, known.programs.get(pair.name)?.scripts ?? new Map());
  if (named.length === 0) return undefined;
  const image = known.built.get(pair.name);
  const on = image && service.image && builtOn(image, known.of);
  const places = await envFilePlaces(
    service,
    {
      of: known.of,
      built: on && image && { ...on, context: image.context },
      all: known.inventory.all,
      facts: side.facts,
    },
    context.files,
  );
  const variables = new Map<string, LoadedVariables['variables'][number]>();
  let isOpen = false;
  for (const load of named) {
    for (const file of places.of(load)) {
      if (file.kind === 'unknown') isOpen = true;
      else for (const each of await variablesIn(file, load, context)) addTo(variables, each);
    }
  }
  return { variables: [...variables.values()], isOpen };
}

type Loaded = LoadedVariables['variables'][number];

function addTo(all: Map<string, Loaded>, { variable, overrides }: Loaded): void {
  const key = `${overrides} ${variable.name}`;
  if (!all.has(key)) all.set(key, { variable, overrides });
}

async function variablesIn(
  file: Exclude<FoundFile, { kind: 'unknown' }>,
  { overrides, isSure }: NamedEnvFile,
  context: SourceContext,
): Promise<Loaded[]> {
  // What an object brings stands in no file: its text is read as one, at the place of its key.
  const own =
    file.text === undefined
      ? context
      : {
          ...context,
          files: { ...context.files, read: async () => ({ kind: 'text' as const, text: file.text ?? '' }) },
        };
  const { envFiles } = await dotenv.read({ paths: [file.at.path] }, own);
  return envFiles.flatMap(({ entries }) =>
    entries.flatMap(({ name, value, at }) => {
      if (value === undefined) return [];
      const variable = {
        name,
        value: isSure ? value : deferred('from a file that is not always loaded'),
        at: file.text === undefined ? at : file.at,
        isLoaded: true as const,
        from: file.from,
        ...(file.objectName !== undefined && { objectName: file.objectName }),
        ...(file.through && { through: file.through }),
      };
      return [{ variable, overrides }];
    }),
  );
}
