import type { RunMode } from '../../shape/code-facts.ts';

export const MODE_VARIABLES = ['RAILS_ENV', 'RACK_ENV'];
export const STANDARD_MODE = 'development';

export function railsMode(name: string): RunMode {
  return { variables: MODE_VARIABLES, name, standard: STANDARD_MODE };
}

/** The mode for which a file is there: `config/environments/production.rb`, `config/settings/staging.yml`. */
export function modeOfPath(path: string): RunMode | undefined {
  const name = /(^|\/)config\/(?:environments|settings)\/([\w-]+)\.(?:rb|ya?ml)$/.exec(path)?.[2];
  return name === undefined ? undefined : railsMode(name);
}
