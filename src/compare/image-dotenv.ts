import type { EffectiveService } from '../effective/service.ts';

const MAKES_DOTENV =
  /(^|[\s;&|(])(cp|mv|install)\s+(-\w+\s+)*\S*\.?env\S*\s+\S*\.env(?=$|[\s;&|)])|>\s*\S*\.env(?=$|[\s;&|)])/;
const MAKES_KEY = /\bkey:generate\b/;

/**
 * Whether an image may bring a value in a `.env` of its own, which its program loads: one that the build makes, or a key
 * that Laravel writes into it.
 */
export function mayBeInImage(names: readonly string[], { workload, image }: EffectiveService): boolean {
  if (image === undefined) return false;
  const commands = [...image.runs, workload.entrypoint ?? image.entrypoint, workload.command ?? image.command];
  const texts = commands.flatMap((command) => command?.words.join(' ') ?? []);
  if (names.includes('APP_KEY') && texts.some((text) => MAKES_KEY.test(text))) return true;
  return (
    texts.some((text) => MAKES_DOTENV.test(text)) || image.holds.some(({ destination }) => /\/\.env$/.test(destination))
  );
}
