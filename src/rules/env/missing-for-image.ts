// What an image from elsewhere, or code that is not read, misses: its needs show in what the local side sets.
import type { Comparison, ServicePair } from '../../compare/comparison.ts';
import { declarationOf, mayBeMissing } from '../../compare/declarations.ts';
import { alternativesIn, imageDemands } from '../../compare/image-demands.ts';
import { isSettingOf } from '../../compare/known-images.ts';
import { runsAnotherImage } from '../../compare/other-vendor.ts';
import { isEnvironmentName, isInlinedByBuild, isPlatformVariable, isQuietName } from '../../compare/value-class.ts';
import { plainText, provisionOf, readsAreKnown } from '../../compare/variables.ts';
import type { EffectiveVariable } from '../../effective/environment.ts';
import { effectiveProcess } from '../../effective/process.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { readsNoEnvironment, servesBuiltFiles } from '../../effective/static-image.ts';
import { place, type RuleFinding } from '../rule.ts';
import { givenAsLocally } from './given-as-locally.ts';
import { type Around, remedyFor } from './missing-case.ts';

/** Variables without which a known image refuses to start. */
export function missingForImage(pair: ServicePair, target: EffectiveService, { side }: Around): RuleFinding[] {
  return imageDemands(target.workload).flatMap(({ oneOf }) => {
    if (oneOf.some((name) => provisionOf(target, name).kind !== 'absent' || mayBeMissing(declarationOf(pair, name))))
      return [];
    const given = oneOf.map((name) => pair.local?.environment.variables.get(name)).find((found) => found !== undefined);
    const subject = given?.name ?? oneOf[0] ?? '';
    return [
      {
        service: pair.name,
        environment: side.environment,
        subject,
        message: `the image ${target.workload.image?.text ?? ''} does not start without ${subject}; ${side.environment} does not set it`,
        remedy: remedyFor(subject, target),
        places: [place('expected', target.workload.at), ...(given ? [place('local', given.at)] : [])],
      },
    ];
  });
}

/** Variables that local configuration sets and the target lacks, for services whose code is not all known. */
export function missingLocalVariables(
  pair: ServicePair,
  target: EffectiveService,
  { side, comparison, leadOf }: Around,
): RuleFinding[] {
  if (pair.local === undefined || readsAreKnown(pair) || runsAnotherImage(pair.local, target)) return [];
  if (target.image !== undefined && readsNoEnvironment(target.image, target.workload)) return [];
  const read = new Set(pair.requirements.map((requirement) => requirement.name));
  return [...pair.local.environment.variables.values()].flatMap((variable) => {
    const { name } = variable;
    const text = plainText(variable.value);
    if (
      variable.from === 'image' ||
      variable.isLoaded === true ||
      text === '' ||
      read.has(name) ||
      isPlatformVariable(name) ||
      (isInlinedByBuild(name) && servesFilesOnly(target)) ||
      leadOf(name) === 'stand-in' ||
      isHandedOver(variable, pair, comparison)
    )
      return [];
    const declaration = declarationOf(pair, name);
    if (mayBeMissing(declaration) || declaration?.parity === 'any') return [];
    const names = [name, ...alternativesIn(target.workload, name)];
    if (names.some((each) => provisionOf(target, each).kind !== 'absent')) return [];
    if (!isEnvironmentName(name) && isQuietDefault(name, text)) return [];
    return [
      {
        level: 'warning' as const,
        confidence: 'likely' as const,
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `${side.environment} does not set ${name}, which ${pair.name} gets locally`,
        remedy: remedyFor(name, target),
        mends: givenAsLocally(name, variable, target),
        places: [place('local', variable.at), place('expected', target.workload.at)] as const,
      },
    ];
  });
}

/** An image from elsewhere is handed things that it never looks at: what a file holds for several services, what is no setting of a known server. */
function isHandedOver(variable: EffectiveVariable, pair: ServicePair, { services }: Comparison): boolean {
  if (pair.local?.workload.build !== undefined) return false;
  const isSetting = isSettingOf(pair.local?.workload.image, variable.name);
  if (isSetting !== undefined) return !isSetting;
  const { path, line } = variable.at;
  return (
    !/\.ya?ml$/.test(path) &&
    services.some((other) => {
      const theirs = other === pair ? undefined : other.local?.environment.variables.get(variable.name);
      return theirs?.at.path === path && theirs.at.line === line;
    })
  );
}

/** An image from elsewhere may be one of a file server with a build in it; a server program may read the name too. */
function servesFilesOnly(target: EffectiveService): boolean {
  const { workload, image } = target;
  const isOwn = image !== undefined && !servesBuiltFiles(image, effectiveProcess(workload, image));
  return !isOwn;
}

/** Log levels and switches that are off say nothing when they are absent. */
function isQuietDefault(name: string, text: string | undefined): boolean {
  return isQuietName(name) || (text !== undefined && /^(false|0|no|off)$/i.test(text));
}
