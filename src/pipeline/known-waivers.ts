import type { Config } from '../config/config.ts';
import type { DocumentPath } from '../config/plain-tree.ts';
import { refusal } from '../config/refusal.ts';
import { environmentOf, INFERRED } from '../discovery/candidate.ts';
import type { Finding } from '../findings/finding.ts';
import { nearest } from '../text/nearest.ts';
import type { Model } from './model.ts';

/**
 * Services and environments of waivers that are not there: such a waiver waives nothing, and nobody would know. Where
 * parity.yaml describes several targets, another one may have the service: then it is only said.
 *
 * @param findings everything that was found: some of it is about names that are no service here
 * @returns what to say to the user
 * @throws ParityError of kind usage
 */
export function judgeWaivers(config: Config | undefined, model: Model, findings: readonly Finding[]): string[] {
  const { waivers = [] } = config?.policy ?? {};
  if (config === undefined || waivers.length === 0) return [];
  const services = servicesOf(model, findings);
  const environments = environmentsOf(config, model);
  const isOneOfSeveral = config.environments.size > 2;
  const wrong = waivers.flatMap(({ service, environment }, index) => [
    ...unknown(['policy', 'waivers', index, 'environment'], environment, environments),
    ...unknown(['policy', 'waivers', index, 'service'], service, services),
  ]);
  const located = wrong.map((each) => ({ ...each, ...config.placeOf(each.path) }));
  const refused = located.filter(({ path }) => !(isOneOfSeveral && path.at(-1) === 'service'));
  if (refused.length > 0) throw refusal(config.path, refused, 'give the name of something that is there');
  return located.map(({ line, column, message }) => `${config.path}:${line}:${column} ${message}`);
}

/** Undefined where something could not be read, or a side is not there: the service may be in it. */
function servicesOf({ comparison, problems }: Model, findings: readonly Finding[]): string[] | undefined {
  const isWhole = !problems.some(({ kind }) => kind === 'unreadable' || kind === 'unrendered');
  if (!isWhole || comparison.local === undefined || comparison.target === undefined) return undefined;
  return [...comparison.services.map(({ name }) => name), ...findings.map(({ service }) => service)];
}

/** Where parity.yaml describes none, what another target of the repository would be called is known as well. */
function environmentsOf({ environments }: Config, { comparison: { local, target } }: Model): string[] {
  const here = [local?.environment, target?.environment].filter((name) => name !== undefined);
  return ['local', ...here, ...(environments.size > 0 ? environments.keys() : INFERRED)];
}

function unknown(path: DocumentPath, name: string | undefined, known: readonly string[] | undefined) {
  if (name === undefined || known === undefined || known.includes(name)) return [];
  const kind = String(path.at(-1));
  const near = nearest(name, known) ?? known.find((other) => kind === 'environment' && other === environmentOf(name));
  const all = [...new Set(known)].sort().slice(0, MOST_SHOWN).join(', ');
  const hint = near === undefined ? `there is ${all || 'none'}` : `did you mean ${near}?`;
  return [{ path, message: `${path.join('.')}: there is no ${kind} ${name}; ${hint}` }];
}

const MOST_SHOWN = 12;
