import type { Problem } from '../../shape/origin.ts';
import { type FileProperty, readPlainProperties, readYamlProperties } from './property-file.ts';
import type { Dialect, Property } from './property-table.ts';
import { profileOfPath } from './settings-paths.ts';

interface Text {
  readonly path: string;
  readonly text: string;
}

/** The properties of one configuration file, each with the profile under which it counts. */
export function propertiesOf({ path, text }: Text): {
  readonly properties: readonly Property[];
  readonly problems: readonly Problem[];
} {
  const { properties: all, error } = /\.ya?ml$/.test(path) ? readYamlProperties(text) : readPlainProperties(text);
  // Argo's Application and other objects of a cluster may be called so as well.
  if (all.some(({ key }) => key === 'apiVersion') && all.some(({ key }) => key === 'kind'))
    return { properties: [], problems: [] };
  const dialect = dialectOf(path, all);
  const profiles = documentProfiles(all);
  const properties = all.flatMap((each): Property[] => {
    if (isCondition(each.key)) return [];
    const { key, profile: ofKey } = keyAndProfile(each.key, dialect);
    const profile = ofKey ?? profiles.get(each.document) ?? profileOfPath(path);
    return [
      {
        key,
        text: each.text,
        dialect,
        ...(profile !== undefined && { profile }),
        at: { source: 'jvm', path, ...each.at },
        valueAt: { source: 'jvm', path, line: each.valueAt.line, column: each.valueAt.column },
        isVerbatim: each.isVerbatim,
      },
    ];
  });
  return { properties, problems: error ? [problemOf(path, error)] : [] };
}

function problemOf(
  path: string,
  { line, column, message }: { line: number; column: number; message: string },
): Problem {
  return {
    kind: 'unresolved',
    source: 'jvm',
    path,
    line,
    column,
    message: `read ${path}: ${message}`,
    hint: 'correct the YAML of the file',
  };
}

function dialectOf(path: string, all: readonly FileProperty[]): Dialect {
  if (/microprofile-config/.test(path) || all.some(({ key }) => /^(%[\w,-]+\.)?(quarkus|mp)\./.test(key)))
    return 'quarkus';
  if (all.some(({ key }) => key.startsWith('micronaut.'))) return 'micronaut';
  return all.some(({ key }) => key.startsWith('ktor.')) ? 'ktor' : 'spring';
}

/** `"%prod".quarkus.http.port`, `%dev,test.shop.queue`. */
function keyAndProfile(key: string, dialect: Dialect): { readonly key: string; readonly profile?: string } {
  const match = dialect === 'quarkus' ? /^"?%([\w,-]+)"?\.(.+)$/.exec(key) : null;
  return match ? { key: match[2] ?? '', profile: (match[1] ?? '').replaceAll(',', '|') } : { key };
}

const CONDITION = /^spring\.(config\.activate\.on-?(profile|cloud-?platform)|profiles)(\[\d+\])?$/i;

function isCondition(key: string): boolean {
  return CONDITION.test(key);
}

/** The profiles that each document of the file belongs to: `prod | staging`; `*` for conditions with more to them. */
function documentProfiles(all: readonly FileProperty[]): ReadonlyMap<number, string> {
  return new Map(
    all
      .filter(({ key }) => isCondition(key))
      .map(({ key, text, document }) => {
        const names = text.split(/[,|]/).map((name) => name.trim());
        const isPlain = !/cloud/i.test(key) && names.every((name) => /^[\w.-]+$/.test(name));
        return [document, isPlain ? names.join('|') : '*'] as const;
      }),
  );
}
