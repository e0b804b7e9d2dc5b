// Units of services: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html
import { fileNameOf, folderOf } from '../../normalise/path.ts';
import { type Facts, noFacts } from '../../shape/facts.ts';
import { hostProcess } from '../../shape/host-process.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import type { CommandLine, Workload } from '../../shape/workload.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext } from '../source.ts';
import { unitEnvironment } from './environment.ts';
import { systemdInput } from './input.ts';
import { unitLimits } from './limits.ts';
import { parseUnit, type Setting, unitWords } from './unit-file.ts';

const ID = 'systemd';

/** One workload a unit, with what its drop-ins add. */
export const systemd: Source = { id: ID, input: systemdInput, read };

/** A setting, and the file that has it. */
export interface PlacedSetting extends Setting {
  readonly path: string;
}

async function read({ paths }: { readonly paths: readonly string[] }, context: SourceContext): Promise<Facts> {
  const problems: Problem[] = [];
  const units = new Map<string, PlacedSetting[]>();
  for (const path of paths) {
    const content = await context.files.read(path);
    if (content.kind !== 'text') {
      problems.push(unreadFile(ID, path, content));
      continue;
    }
    const { settings, strange } = parseUnit(content.text);
    problems.push(...strange.slice(0, 3).map((line) => strangeLine(path, line)));
    const unit = unitOf(path);
    units.set(unit, [...(units.get(unit) ?? []), ...settings.map((setting) => ({ ...setting, path }))]);
  }
  const workloads: Workload[] = [];
  for (const [unit, settings] of units) {
    const own = settings.filter(({ section }) => section === 'Service');
    const [first] = own;
    if (first !== undefined) workloads.push(await workloadOf(unit, { own, first }, { context, problems }));
  }
  return { ...noFacts(), workloads, problems };
}

/** `web.service` of `web.service.d/10-env.conf` too. */
function unitOf(path: string): string {
  return path.endsWith('.conf') ? fileNameOf(folderOf(path)).replace(/\.d$/, '') : fileNameOf(path);
}

async function workloadOf(
  unit: string,
  { own, first }: { readonly own: readonly PlacedSetting[]; readonly first: PlacedSetting },
  { context, problems }: { readonly context: SourceContext; readonly problems: Problem[] },
): Promise<Workload> {
  const name = unit.replace(/@?\.service$/, '');
  const originOf = ({ path, line, column }: PlacedSetting): Origin => ({
    source: ID,
    path,
    line,
    column,
    object: unit,
  });
  const { steps, unread } = await unitEnvironment(own, { context, originOf });
  for (const file of unread) problems.push(unknownFile(file.name, originOf(file.setting)));
  const command = commandOf(own, originOf);
  return {
    ...hostProcess(name, originOf(first), { environment: steps, ...(command && { command }) }),
    ...(unread.length > 0 && { hasUnreadVariables: true }),
    ...unitLimits(own, originOf),
  };
}

/** The last command that the unit starts; marks before it say how. */
function commandOf(
  own: readonly PlacedSetting[],
  originOf: (setting: PlacedSetting) => Origin,
): CommandLine | undefined {
  const setting = own.findLast(({ key, value }) => key === 'ExecStart' && value !== '');
  const words = setting && unitWords(setting.value.replace(/^[-@:+!|]+/, ''));
  return setting === undefined || words === undefined || words.length === 0
    ? undefined
    : { words, at: originOf(setting) };
}

function strangeLine(path: string, line: number): Problem {
  const message = `read ${path}: line ${line} is no section, setting or comment`;
  // It may be the rest of a value.
  return {
    kind: 'unreadable',
    source: ID,
    path,
    line,
    column: 1,
    message,
    hint: 'write Key=value, or put # before it',
    secret: true,
  };
}

function unknownFile(name: string, { source, path, line, column }: Origin): Problem {
  const message = `EnvironmentFile ${name} is not in the repository: what it sets is not known`;
  const hint = 'name a copy of it with dotenv: for the same environment, or declare the names in parity.yaml';
  return { kind: 'unresolved', source, path, line, column, message, hint };
}
