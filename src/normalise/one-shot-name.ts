const ONE_SHOT =
  /(^|[-_])(migrate|migrations?|migrator|seed|seeder|init|setup|bootstrap|create-?(buckets?|topics?))([-_]|$)/i;

/** Whether a name tells of work that is done once, before the others. */
export function isOneShotName(name: string): boolean {
  return ONE_SHOT.test(name);
}
