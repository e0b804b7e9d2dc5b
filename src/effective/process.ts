import type { CommandLine, Workload } from '../shape/workload.ts';
import type { EffectiveImage } from './image.ts';

/**
 * What a container runs: its own entrypoint and command over those of the image. An entrypoint of its own takes the
 * image's command away (N104).
 * @returns undefined when the image decides and nothing is known of it
 */
export function effectiveProcess(workload: Workload, image: EffectiveImage | undefined): CommandLine | undefined {
  const entrypoint = workload.entrypoint ?? image?.entrypoint;
  const command = workload.command ?? (workload.entrypoint === undefined ? image?.command : undefined);
  const at = (command ?? entrypoint)?.at;
  if (at === undefined) return undefined;
  return { words: [...(entrypoint?.words ?? []), ...(command?.words ?? [])], at };
}
