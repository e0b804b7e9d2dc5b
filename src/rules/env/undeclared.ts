import { declarationOf } from '../../compare/declarations.ts';
import { isOfIdleFeature } from '../../compare/idle-features.ts';
import { formerName } from '../../compare/renamed-variables.ts';
import type { Requirement } from '../../compare/requirement.ts';
import { serviceLinkOf } from '../../compare/service-links.ts';
import { isPlatformVariable, valueClass } from '../../compare/value-class.ts';
import { provisionOf } from '../../compare/variables.ts';
import { isSensitiveName } from '../../secrets/sensitive.ts';
import { place, type Rule } from '../rule.ts';

export const envUndeclared: Rule = {
  id: 'env/undeclared',
  level: 'info',
  lackedOn: ['local', 'target'],
  docs: {
    detects: 'A variable that the code reads without a default and that no environment sets, the local one included.',
    why: 'Either the feature behind it is dead, or whoever turns it on has to find out its name from the code.',
    before: 'code: const region = process.env.UPLOAD_REGION',
    after: 'compose and target: UPLOAD_REGION: eu-west-1',
    ignore: 'The variable is given by hand when the feature is used.',
  },
  check({ comparison }) {
    const side = comparison.target ?? comparison.local;
    if (side === undefined) return [];
    return comparison.services.flatMap((pair) =>
      pair.requirements.flatMap((requirement) => {
        const { name, strictest, reads } = requirement;
        if (requirement.isBuildTime || isPlatformVariable(name) || declarationOf(pair, name)) return [];
        if (reads.every((read) => read.implied === true)) return [];
        const isIdle = isOfIdleFeature(pair, requirement);
        // Where one read is a test or a parameter that may be left out, the code knows how to do without.
        if (reads.some((read) => read.need === 'optional' || read.conditional)) return [];
        if (!isIdle && valueClass(name, []) === 'own' && !isHardlyLeftOut(requirement)) return [];
        // An absence that ends the process is env/missing; a feature that nobody has set up ends none.
        if (!isIdle && strictest.enforced === true && requirement.isRequired) return [];
        // A variable that is set under another name is env/name.
        if (pair.target && formerName(pair, pair.target, requirement)) return [];
        if (pair.target && serviceLinkOf(name, pair.target, side.facts)) return [];
        const sides = [pair.local, pair.target].filter((service) => service !== undefined);
        if (sides.length === 0 || sides.some((service) => provisionOf(service, name, requirement).kind !== 'absent'))
          return [];
        return [
          {
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${pair.name} reads ${name} without a default, and no environment sets it`,
            remedy: `set ${name} where it is needed, or give the read a default`,
            places: [place('read', strictest.at)] as const,
          },
        ];
      }),
    );
  },
};

/** What a cloud's client finds without being told, or takes from the identity of the pod. */
const GIVEN_BY_THE_CLOUD = /^(AWS|AZURE|ARM|GOOGLE|GCP|GCLOUD|S3|MINIO|DO|OCI)_|ENDPOINT/i;

/**
 * Clients take many addresses and names as parameters that may be left out. They do not work without their key, and the
 * URL of a database or of another service has no default that fits.
 */
function isHardlyLeftOut({ name, isRequired, reads }: Requirement): boolean {
  if (!isRequired || GIVEN_BY_THE_CLOUD.test(name)) return false;
  return (
    isSensitiveName(name) ||
    reads.some(({ type }) => type === 'url') ||
    /(^|_)(URL|URI|DSN|CONNECTION_STRING)$/i.test(name)
  );
}
