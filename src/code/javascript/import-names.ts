import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';

/** A name under which imports find files that do not end like it. */
export interface ImportName {
  readonly prefix: string;
  /** Only the name itself, nothing below it. */
  readonly isExact: boolean;
  /** The folder, or the file without its ending, that it means. */
  readonly folder: string;
}

/** Names of the packages of a workspace, and the paths of tsconfig.json. */
export function importNames(texts: ReadonlyMap<string, string>): ImportName[] {
  return [...texts].flatMap(([path, text]) => {
    if (/(^|\/)package\.json$/.test(path)) return packageNames(folderOf(path), text);
    return /(^|\/)[jt]sconfig[\w.-]*\.json$/.test(path) ? pathNames(folderOf(path), text) : [];
  });
}

/** The package of the root is the repository itself: nothing imports it. */
function packageNames(folder: string, text: string): ImportName[] {
  const name = /^\s*\{?\s*"name"\s*:\s*"([^"]+)"/m.exec(text)?.[1];
  return name === undefined || folder === '.' ? [] : [{ prefix: name, isExact: false, folder }];
}

const PATHS = /"paths"\s*:\s*\{([^}]*)\}/;
const BASE = /"baseUrl"\s*:\s*"([^"]+)"/;

/** tsconfig.json may hold comments and trailing commas: its lines are read as text. */
function pathNames(folder: string, text: string): ImportName[] {
  const base = BASE.exec(text)?.[1] ?? '.';
  const paths = PATHS.exec(text)?.[1] ?? '';
  return [...paths.matchAll(/"([^"]+)"\s*:\s*\[\s*"([^"]+)"/g)].flatMap(([, name = '', target = '']) => {
    const means = normaliseRelativePath(
      `${folder}/${base}/${target.replace(/\/?\*$/, '').replace(/\.[cm]?tsx?$/, '')}`,
    );
    const prefix = name.replace(/\/?\*$/, '');
    return means === undefined || prefix === '' ? [] : [{ prefix, isExact: !name.endsWith('*'), folder: means }];
  });
}
