import type { EffectiveService } from '../effective/service.ts';

/** `$(NAME)` of another variable, `$NAME` in the command: the variable has a reader, although no code. */
export function isUsedInside(name: string, { workload, image }: EffectiveService): boolean {
  const commands = [workload.entrypoint, workload.command, image?.entrypoint, image?.command];
  const words = commands.flatMap((command) => command?.words ?? []);
  if (words.some((word) => namesVariable(word, name))) return true;
  return workload.environment.some(
    (step) =>
      step.kind === 'set' &&
      step.expand &&
      (step.value.kind === 'plain'
        ? step.value.text.includes(`$(${name})`)
        : step.value.kind === 'secret' && step.value.secret.facets.references.includes(name)),
  );
}

function namesVariable(word: string, name: string): boolean {
  return [...word.matchAll(/\$[({]?([A-Za-z_]\w*)/g)].some((match) => match[1] === name);
}
