import { noCodeFacts } from '../../shape/code-facts.ts';
import type { FileFacts, FileReader, PackageRange, SettingsFiles } from '../language.ts';

/** Packages of which it matters which version they are. */
const ASKED = /"(zod)"\s*:\s*"([^"]+)"/g;

/** package.json: the versions of packages that say one thing in one version, and another in the next. */
export const MANIFESTS: SettingsFiles = {
  paths: /(^|\/)package\.json$/,
  reader: ({ path, text }): FileReader => {
    const packages = [...text.matchAll(ASKED)].map(
      ([, name = '', range = '']): PackageRange => ({ name, range, path }),
    );
    const facts: FileFacts = { facts: noCodeFacts(), helpers: [], bindings: [], packages, problems: [] };
    return () => facts;
  },
};
