import type { EnvFile } from '../../shape/facts.ts';

const EXAMPLE = new Set(['example', 'examples', 'sample', 'template', 'tmpl', 'tpl', 'dist', 'schema', 'spec']);
const STEM = new Set(['', 'env', 'dotenv', 'local', 'default', 'defaults']);
const MODE = new Set(
  'development dev production prod staging stage test testing ci preview qa uat sandbox demo e2e'.split(' '),
);

/**
 * What the name of a dotenv file says: `.env.production.local` is for one mode, `.env.example` declares names only
 * (N182, N183). In `shop.env` the first word is no mode, in `production.env` it is.
 */
export function dotenvFileName(path: string): Pick<EnvFile, 'role' | 'mode'> {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const words = name.split(/[._-]/);
  const role = words.some((word) => EXAMPLE.has(word)) ? 'example' : 'values';
  const rest = words.filter((word) => !STEM.has(word) && !EXAMPLE.has(word));
  const mode = /^\.?env[._-]/.test(name) ? rest[0] : rest.find((word) => MODE.has(word));
  return { role, ...(mode !== undefined && { mode }) };
}
