import { parseImageName, sameRepository } from '../../normalise/image-name.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const imageVersion: Rule = {
  id: 'image/version',
  level: 'warning',
  docs: {
    detects:
      'An image from elsewhere (a database, a cache, a broker) that runs in another version in the target than locally.',
    why: 'What was tried locally is another software: features, defaults and data formats differ.',
    before: 'compose: image: redis:7.2-alpine\ntarget:  image: redis:6.2-alpine',
    after: 'target:  image: redis:7.2-alpine',
    ignore: 'The upgrade is on its way.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const ours = local.workload.image;
      const theirs = service.workload.image;
      if (
        ours === undefined ||
        theirs === undefined ||
        local.workload.build !== undefined ||
        pair.codeCoverage !== 'none'
      )
        return [];
      const [here, there] = [parseImageName(ours.text), parseImageName(theirs.text)];
      if (here === undefined || there === undefined || !sameRepository(here, there)) return [];
      // A digest says more than a tag, and nothing here can tell which tag it is.
      if (here.tag === undefined || there.tag === undefined || here.tag === there.tag) return [];
      const [localVersion, targetVersion] = [versionOf(here.tag), versionOf(there.tag)];
      if (localVersion !== undefined && targetVersion !== undefined && agrees(localVersion, targetVersion)) return [];
      // `latest` beside a number may be the same; a name that the deploy replaces is nobody's version.
      if (localVersion === undefined || targetVersion === undefined) return [];
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: 'image',
          message: `${pair.name} runs ${theirs.text} in ${side.environment} and ${ours.text} locally`,
          remedy: `run the same version on both sides`,
          places: [place('target', theirs.at), place('local', ours.at)] as const,
        },
      ];
    });
  },
};

/** The numbers at the start of a tag: `6.2` of `6.2-alpine`, `v1.4.0`. */
function versionOf(tag: string): string[] | undefined {
  return /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1]?.split('.');
}

/** `15` and `15.4` agree as far as both speak. */
function agrees(left: readonly string[], right: readonly string[]): boolean {
  const length = Math.min(left.length, right.length);
  return left.slice(0, length).join('.') === right.slice(0, length).join('.');
}
