import { type ImageName, parseImageName } from '../../normalise/image-name.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const imageTag: Rule = {
  id: 'image/tag',
  level: 'warning',
  docs: {
    detects: 'An image that is pinned locally and floats in the target (`latest`, or no tag).',
    why: 'Which code runs is decided by the moment a node pulls the image; two replicas may run two versions.',
    before: 'compose: image: shop/web:2.1.0\ntarget:  image: shop/web:latest',
    after: 'target:  image: shop/web:2.1.0',
    ignore: 'The deploy sets the tag.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const ours = local.workload.image;
      const theirs = service.workload.image;
      const here = ours && parseImageName(ours.text);
      const there = theirs && parseImageName(theirs.text);
      if (ours === undefined || theirs === undefined || here === undefined || there === undefined) return [];
      // A pipeline chooses the tag when it deploys.
      if (theirs.setByDeploy !== undefined) return [];
      if (!isPinned(here) || isPinned(there) || isPlaceholder(there) || there.repository !== here.repository) return [];
      const tag = ours.variables?.[0];
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: 'image',
          message: `${pair.name} is pinned to ${here.tag ?? 'a digest'} locally; ${side.environment} runs ${there.tag ?? 'latest'}`,
          remedy: `pin the image of ${service.workload.id}`,
          mends: [[{ kind: 'value' as const, at: theirs.at, from: theirs.text, to: ours.text }]],
          places: [place('target', theirs.at), place('local', tag?.at ?? ours.at)] as const,
        },
      ];
    });
  },
};

function isPinned(name: ImageName): boolean {
  return name.digest !== undefined || (name.tag !== undefined && /\d/.test(name.tag) && name.tag !== 'latest');
}

/** `IMAGE_TAG`, `__VERSION__`, `placeholder`: the deploy writes the real one in its place. */
function isPlaceholder({ tag = '' }: ImageName): boolean {
  return /^[A-Z][A-Z_]+$|^__.*__$/.test(tag) || /placeholder|replace|change-?me|image[-_]?tag/i.test(tag);
}
