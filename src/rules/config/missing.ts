import { START_SCRIPTS } from '../../compare/databases.ts';
import { lackedFiles } from '../../compare/read-files.ts';
import { mountAt, mountedPaths } from '../../compare/storage.ts';
import { targetWords } from '../../compare/target-words.ts';
import { plainText } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { fileNameOf, isInFolder, isWithin, normaliseMountPath, normaliseRelativePath } from '../../normalise/path.ts';
import type { MountSource } from '../../shape/workload.ts';
import { nearest } from '../../text/nearest.ts';
import { eachPairedService, eachTargetService, type TargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const configMissing: Rule = {
  id: 'config/missing',
  level: 'error',
  levels: {
    error: 'the program, or the image, asks for the file and nothing puts it there',
    warning: 'it is a start script, a certificate or a file that the code may test for: the program runs without it',
  },
  lackedOn: ['target'],
  docs: {
    detects:
      'A configuration file that is mounted into the container locally and that the target neither mounts nor has in the image; or one that the code reads below a mount which does not bring it.',
    why: 'The process starts with the defaults of its image, or not at all.',
    before: 'compose: volumes: [./nginx.conf:/etc/nginx/nginx.conf:ro]\ntarget:  (no mount)',
    after:
      'target:  volumeMounts: [{name: nginx, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf}] from a ConfigMap',
    ignore: 'The file is for development, or the image of the target has it.',
  },
  check({ comparison }) {
    const unmounted = eachPairedService(comparison, ({ pair, local, service, side }) => {
      // A process of the host has the files of the host.
      if (service.workload.kind === 'process') return [];
      return mountedPaths(local).flatMap(({ path, mount }) => {
        const file = configurationFile(path, mount.source);
        if (file === undefined || isCode(file, local) || mountAt(path, mountedPaths(service)) !== undefined) return [];
        const isBelow = mountedPaths(service).some((other) => isWithin(other.path, path));
        if (isBelow || isInImage({ path, file, context: contextOf(local) }, service) || isForHealthcheck(path, local))
          return [];
        if (isFromKubelet(path, service) || isOfOtherEnvironment(path, service)) return [];
        if (isPublished({ path, file, context: contextOf(local) }, service)) return [];
        // A seed fills an empty database; a certificate is often the ingress's business in the target.
        const isLighter = START_SCRIPTS.test(path) || /\/(seed|init)[^/]*$|\.(crt|pem|cert)$/.test(path);
        return [
          {
            level: isLighter ? ('warning' as const) : ('error' as const),
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: path,
            message: `${pair.name} has ${path} mounted from ${file} locally; ${side.environment} has nothing there`,
            remedy: targetWords(service.workload).mountFile(file, path),
            places: [place('local', mount.at), place('expected', service.workload.at)] as const,
          },
        ];
      });
    });
    return [...unmounted, ...eachTargetService(comparison, leftOut)];
  },
};

/** The folder is mounted, and the object behind it does not bring the file that the code reads there. */
function leftOut({ pair, service, side }: TargetService): RuleFinding[] {
  return lackedFiles(pair, service, side.facts).map(({ path, brought, objectNames, mount, read, mayBeTested }) => {
    const near = nearest(fileNameOf(path), brought);
    return {
      level: mayBeTested ? ('warning' as const) : ('error' as const),
      confidence: 'likely' as const,
      service: pair.name,
      environment: side.environment,
      subject: path,
      message: `${pair.name} reads ${path}; ${objectNames.join(' and ')}, which ${side.environment} mounts at ${mount.path}, has no such file`,
      remedy: near
        ? `read ${near}, or call the key of ${objectNames.join(' or ')} ${fileNameOf(path)}`
        : `add ${fileNameOf(path)} to ${objectNames.join(' or ')}`,
      places: [place('read', read), place('target', mount.mount.at)] as const,
    };
  });
}

const CONFIGURATION =
  /\.(conf|cnf|cfg|ini|ya?ml|json|toml|properties|xml|sql|acl|rules|tmpl|template|crt|pem|cert)$|(^|\/)(Caddyfile|nginx\.conf)$/i;

/**
 * The repository file of a mount, when it is a configuration file and no folder of code. What a database runs when its
 * data is new counts in every language, and as a whole folder.
 */
function configurationFile(path: string, source: MountSource): string | undefined {
  if (source.kind === 'config') return source.object === 'compose-config' ? source.objectName : undefined;
  if (source.kind !== 'host' || source.local === undefined) return undefined;
  return CONFIGURATION.test(source.local) || START_SCRIPTS.test(path) ? source.local : undefined;
}

/** A file below the build context is in the image already, or is code. */
function isCode(file: string, local: EffectiveService): boolean {
  const context = local.workload.build?.context;
  return context !== undefined && context !== '.' && isInFolder(file, context);
}

function contextOf(local: EffectiveService): string | undefined {
  return local.workload.build?.context;
}

interface MountedFile {
  /** Where the container sees it. */
  readonly path: string;
  /** Where it lies in the repository, or the name of a compose config. */
  readonly file: string;
  readonly context: string | undefined;
}

/** What every container of a pod has, whatever it mounts. */
const FROM_KUBELET =
  /^((\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount(\/|$)|\/etc\/(hosts|hostname|resolv\.conf)$|\/dev\/termination-log$)/;

function isFromKubelet(path: string, { workload }: EffectiveService): boolean {
  return workload.kind !== 'compose' && FROM_KUBELET.test(path);
}

/** `appsettings.Docker.json` is read under `ASPNETCORE_ENVIRONMENT=Docker` only. */
function isOfOtherEnvironment(path: string, { environment }: EffectiveService): boolean {
  const [, name] = /(?:^|\/)appsettings\.([^./]+)\.json$/i.exec(path) ?? [];
  if (name === undefined) return false;
  const { variables, openImports } = environment;
  const given = variables.get('ASPNETCORE_ENVIRONMENT') ?? variables.get('DOTNET_ENVIRONMENT');
  if (given === undefined && openImports.length > 0) return false;
  const runsAs = given === undefined ? 'Production' : plainText(given.value);
  return runsAs !== undefined && runsAs.toLowerCase() !== name.toLowerCase();
}

/** `dotnet publish` puts the settings that lie beside the project into what it makes. */
function isPublished({ path, file, context }: MountedFile, { image }: EffectiveService): boolean {
  if (!/^appsettings[^/]*\.json$/i.test(fileNameOf(path)) || fileNameOf(path) !== fileNameOf(file)) return false;
  const folder = file.split('/').slice(0, -1);
  const isOfTheProject = (image?.runs ?? []).some(({ words, directory }) => {
    const line = words.join(' ');
    return /\bdotnet\s+publish\b/.test(line) && `${directory} ${line}`.includes(folder.at(-1) ?? '');
  });
  const isCopied = (image?.holds ?? []).some(({ sources }) =>
    sources.some((source) => isInFolder(file, normaliseRelativePath(`${context ?? '.'}/${source}`) ?? file)),
  );
  return isOfTheProject && isCopied;
}

/** Whether the image has the file at that place by a COPY of its own. */
function isInImage({ path, file, context }: MountedFile, { image }: EffectiveService): boolean {
  const workdir = image?.workdir?.path ?? '/';
  return (image?.holds ?? []).some(({ sources, destination }) => {
    const place = normaliseMountPath(destination.startsWith('/') ? destination : `${workdir}/${destination}`);
    if (!isWithin(path, place)) return false;
    return (
      place.startsWith('/etc') ||
      sources.some((source) => isInFolder(file, normaliseRelativePath(`${context ?? '.'}/${source}`) ?? file))
    );
  });
}

function isForHealthcheck(path: string, local: EffectiveService): boolean {
  return local.workload.probes.some(
    ({ action }) => action.kind === 'command' && action.command.words.some((word) => word.includes(path)),
  );
}
