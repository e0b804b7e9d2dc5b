import { type ImageName, imageBaseName, parseImageName } from '../../normalise/image-name.ts';
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
        pair.codeCoverage !== 'none' ||
        theirs.setByDeploy !== undefined
      )
        return [];
      const [here, there] = [parseImageName(ours.text), parseImageName(theirs.text)];
      if (here === undefined || there === undefined) return [];
      const likeness = likenessOf(here, there);
      // A digest says more than a tag, and nothing here can tell which tag it is. `latest` beside a number may be the
      // same; a name that the deploy replaces is nobody's version.
      const [localVersion, targetVersion] = [versionOf(here.tag), versionOf(there.tag)];
      if (likeness === 'stranger' || localVersion === undefined || targetVersion === undefined) return [];
      // Another maker numbers its releases anew below the major version.
      const length = likeness === 'other maker' ? 1 : Math.min(localVersion.length, targetVersion.length);
      if (agrees(localVersion, targetVersion, length)) return [];
      return [
        {
          confidence: likeness === 'same' ? ('certain' as const) : ('likely' as const),
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
function versionOf(tag: string | undefined): string[] | undefined {
  return /^v?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1]?.split('.');
}

/** `15` and `15.4` agree as far as both speak. */
function agrees(left: readonly string[], right: readonly string[], length: number): boolean {
  return left.slice(0, length).join('.') === right.slice(0, length).join('.');
}

/** Software that several makers pack under the version of the software itself. */
const SAME_SOFTWARE: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  mongodb: 'mongo',
  mongo: 'mongo',
  mysql: 'mysql',
  mariadb: 'mariadb',
  redis: 'redis',
  rabbitmq: 'rabbitmq',
  memcached: 'memcached',
  elasticsearch: 'elasticsearch',
};

/** One repository, also behind a mirror that puts its own path in front; or the same software of another maker. */
function likenessOf(left: ImageName, right: ImageName): 'same' | 'other maker' | 'stranger' {
  if (left.repository === right.repository) return 'same';
  const isMirror = (whole: string, end: string) => whole.endsWith(`/${end}`);
  if (isMirror(left.repository, right.repository) || isMirror(right.repository, left.repository)) return 'same';
  const software = SAME_SOFTWARE[imageBaseName(left)];
  return software !== undefined && software === SAME_SOFTWARE[imageBaseName(right)] ? 'other maker' : 'stranger';
}
