import type { EnvironmentRead } from '../shape/code-facts.ts';
import type { Language } from './language.ts';

/**
 * Without the reads whose value goes into fields that nothing of the service uses: one struct of settings serves several
 * programs, and each of them fills all of it. What ends the program by its absence counts whoever uses it, and of a
 * package without a program nobody knows the users.
 *
 * @param files everything that the service runs
 */
export function usedReads(
  reads: readonly EnvironmentRead[],
  files: readonly { readonly text: string; readonly language: Language }[],
): readonly EnvironmentRead[] {
  const held = reads.filter(({ heldIn, enforced }) => heldIn !== undefined && enforced !== true);
  if (held.length === 0 || !files.some(({ text, language }) => language.loading?.isProgram(text))) return reads;
  const texts = new Map<string, { readonly language: Language; readonly texts: string[] }>();
  for (const { text, language } of files) {
    const known = texts.get(language.id) ?? { language, texts: [] };
    known.texts.push(withoutRemarks(text));
    texts.set(language.id, known);
  }
  const unused = new Set(
    held.filter(({ heldIn, at }) => {
      const own = texts.get(at.source);
      return heldIn?.every((each) => own?.language.usesMember?.(each, own.texts) === false);
    }),
  );
  return reads.filter((read) => !unused.has(read));
}

function withoutRemarks(text: string): string {
  return text.replace(/^\s*(\/\/|#).*$/gm, '');
}
