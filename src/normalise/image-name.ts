/** A parsed image reference: `registry/repository:tag@digest`, with Docker Hub's shorthand written out (N055). */
export interface ImageName {
  readonly registry: string;
  /** Without registry; `library/` in front of official images. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** @returns undefined when the text is no image reference, for instance because a variable in it is not resolved */
export function parseImageName(text: string): ImageName | undefined {
  const match = /^([^@\s]+?)(?::([\w][\w.-]{0,127}))?(?:@([a-z0-9]+:[a-f0-9]{32,}))?$/i.exec(text.trim());
  const name = match?.[1];
  if (match === null || name === undefined || /[${}<>]/.test(text)) return undefined;
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first.replace(/^(index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return {
    registry,
    repository,
    ...(match[2] && { tag: match[2] }),
    ...(match[3] && { digest: match[3].toLowerCase() }),
  };
}

/** The last part of the repository: `postgres` of `docker.io/bitnami/postgres`. */
export function imageBaseName(name: ImageName): string {
  return name.repository.slice(name.repository.lastIndexOf('/') + 1);
}

/** Whether two references name the same repository, registry mirrors aside when `anyRegistry`. */
export function sameRepository(left: ImageName, right: ImageName): boolean {
  return left.repository === right.repository && left.registry === right.registry;
}
