import { type Config, SOURCE_KINDS } from './config.ts';
import type { DocumentPath } from './plain-tree.ts';
import type { Located } from './refusal.ts';

/** What a file of the right form says that cannot be meant: it names nothing, or a day that no calendar has. */
export function meaningProblems(config: Config): Located[] {
  const at = (path: DocumentPath, message: string): Located => ({ ...config.placeOf(path), message });
  return [...emptyEnvironments(config, at), ...numbersOfNumbers(config, at), ...waiverProblems(config, at)];
}

type At = (path: DocumentPath, message: string) => Located;

function emptyEnvironments({ environments }: Config, at: At): Located[] {
  return [...environments].flatMap(([name, { sources, cluster, deploy }]) => {
    const path = ['environments', name];
    const empty = sources.filter((source) => source.paths.every((text) => text.trim() === ''));
    if (empty.length > 0) {
      const said = (kind: string) => `${[...path, kind].join('.')} names no file; expected at least one`;
      return empty.map(({ kind }) => at([...path, kind], said(kind)));
    }
    if (sources.length > 0 || cluster !== undefined || deploy !== undefined) return [];
    const kinds = [...SOURCE_KINDS, 'cluster'].join(', ');
    return [at(path, `${path.join('.')} names no source; expected one of ${kinds}`)];
  });
}

/** A port that goes by its number has no other. */
function numbersOfNumbers({ services }: Config, at: At): Located[] {
  return [...services].flatMap(([name, { declared }]) =>
    [...declared.ports].flatMap(([port, { values }]) => {
      if (values === undefined || !/^\d+$/.test(port)) return [];
      const path = ['services', name, 'ports', port, 'values'];
      return [at(path, `${path.join('.')} says which number a number is; expected the name of a port, or no values`)];
    }),
  );
}

function waiverProblems({ policy: { waivers = [] } }: Config, at: At): Located[] {
  return waivers.flatMap(({ reason, owner, expires }, index) => {
    const path = ['policy', 'waivers', index];
    const name = `policy.waivers.${index}`;
    return [
      ...(reason.trim() === ''
        ? [at([...path, 'reason'], `${name}.reason is empty; expected why it is accepted`)]
        : []),
      ...(owner.trim() === '' ? [at([...path, 'owner'], `${name}.owner is empty; expected who answers for it`)] : []),
      ...(isDay(expires) ? [] : [at([...path, 'expires'], `${name}.expires is no day of the calendar`)]),
    ];
  });
}

/** `2027-02-30` has the form of a day and is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
