import { splitWords } from '../../text/shell-words.ts';
import type { MakingCommand } from '../loading.ts';

/** What one `cargo build`, `install` or `run` is told to make. */
export interface CargoBuild {
  readonly bin?: string;
  readonly package?: string;
  /** `cargo install --path services/cart` */
  readonly path?: string;
}

const OPERATORS = new Set(['|', '||', '&', '&&', ';', '(', ')']);

/** The builds among the commands that made an image. */
export function cargoBuilds(commands: readonly MakingCommand[]): CargoBuild[] {
  return commands.flatMap(({ words }) => {
    const shell = words.findIndex((word) => /^-[a-z]*c$/.test(word));
    return buildsIn(shell < 0 ? words : splitWords(words[shell + 1] ?? ''));
  });
}

function buildsIn(words: readonly string[]): CargoBuild[] {
  const builds: CargoBuild[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!/(^|\/)cargo$/.test(words[at] ?? '')) continue;
    const end = words.findIndex((word, index) => index > at && OPERATORS.has(word));
    const build = cargoBuild(words.slice(at + 1, end < 0 ? undefined : end));
    if (build) builds.push(build);
  }
  return builds;
}

/** @param words what stands behind `cargo` */
export function cargoBuild(words: readonly string[]): CargoBuild | undefined {
  const verb = words.find((word) => !/^[-+]/.test(word));
  if (!/^(build|b|install|run|r|rustc|auditable|zigbuild|watch|leptos)$/.test(verb ?? '')) return undefined;
  const option = (long: string, short?: string) => {
    for (const [at, word] of words.entries()) {
      if (word === `--${long}` || (short !== undefined && word === `-${short}`)) return words[at + 1];
      if (word.startsWith(`--${long}=`)) return word.slice(long.length + 3);
    }
    return undefined;
  };
  const [bin, own, path] = [option('bin'), option('package', 'p'), option('path')];
  return { ...(bin && { bin }), ...(own && { package: own }), ...(path && { path: path.replace(/^\.\/|\/$/g, '') }) };
}
