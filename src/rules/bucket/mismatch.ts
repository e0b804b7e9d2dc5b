import { brokenMeetings, bucketUses } from '../../compare/meeting-points.ts';
import { place, type Rule } from '../rule.ts';
import { sameNames } from '../same-names.ts';

export const bucketMismatch: Rule = {
  id: 'bucket/mismatch',
  level: 'error',
  declared: ['bucket'],
  docs: {
    detects: 'A bucket that two services share locally and no longer share in the target.',
    why: 'One writes where the other does not look.',
    before: 'web:    UPLOAD_BUCKET: shop-uploads\nworker: UPLOAD_BUCKET: shop-upload',
    after: 'both:   UPLOAD_BUCKET: shop-uploads',
    ignore: 'The buckets are replicated.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined || comparison.local === undefined) return [];
    return brokenMeetings(bucketUses(comparison, 'local'), bucketUses(comparison, 'target')).map(
      ({ lost, partner }) => ({
        service: lost.pair.name,
        environment: target.environment,
        subject: lost.variable ?? lost.name,
        message: `${lost.pair.name} uses bucket ${lost.name} in ${target.environment}; ${partner.pair.name} uses ${partner.name}, and locally they share one`,
        remedy: `give ${lost.pair.name} and ${partner.pair.name} the same bucket`,
        mends: sameNames({ lost, partner }),
        places: [place('target', lost.at), place('expected', partner.at)] as const,
      }),
    );
  },
};
