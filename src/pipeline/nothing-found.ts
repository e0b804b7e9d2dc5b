import { ParityError } from '../errors.ts';

/** @param notes what was found and not taken for a side, and why */
export function nothingFound(notes: readonly string[]): ParityError {
  const found =
    notes.length > 0
      ? `nothing that describes a side was found; ${notes.join('; ')}`
      : 'no compose file, Procfile, manifest, kustomization or chart was found';
  return new ParityError({
    kind: 'cannot-check',
    code: 'check/no-input',
    message: `look for configuration: ${found}`,
    hint: 'run parity in the repository of an application, or name the sides with --local and --target',
  });
}
