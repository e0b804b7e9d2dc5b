import type { ServiceProgram } from '../compare/comparison.ts';
import { lackedProgram } from '../compare/lacked-program.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import { mountedServer } from './mounted-servers.ts';
import { readProgram } from './programs.ts';
import type { SidesRead } from './read-sides.ts';

/**
 * What files beside the code say of the program that each service runs, by the name of the service.
 * @param repository every file of it
 */
export async function servicePrograms(
  pairs: readonly WorkloadPair[],
  { sides, built }: { readonly sides: SidesRead; readonly built: ReadonlyMap<string, BuiltImage | undefined> },
  repository: { readonly all: readonly string[]; readonly files: RepositoryFiles },
): Promise<ReadonlyMap<string, ServiceProgram>> {
  const facts = { local: factsOfSide(sides.local), target: factsOfSide(sides.target) };
  const programs = new Map<string, ServiceProgram>();
  for (const pair of pairs) {
    const mounted = {
      local: await mountedServer(pair.local, facts.local, repository),
      target: await mountedServer(pair.target, facts.target, repository),
    };
    const image = built.get(pair.name);
    const program = await readProgram(image, repository.all, repository.files);
    const lacks =
      image && pair.target && lackedProgram(pair.target, { built: image, scripts: program.scripts }, repository.all);
    programs.set(pair.name, { ...program, mounted, ...(lacks && { lacks }) });
  }
  return programs;
}

function factsOfSide(side: SidesRead['local']): Facts {
  return side?.facts ?? noFacts();
}
