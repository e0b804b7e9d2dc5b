// What a command does to workloads: `kubectl set`, `kustomize edit set image`, `helm --set`, `envsubst`, `sed`.
import { posix } from 'node:path';
import type { DeployedPart, DeployStep } from '../../shape/deploy-step.ts';
import { deferred } from '../../shape/value.ts';
import type { EnvironmentStep } from '../../shape/workload.ts';
import type { ShellCommand } from '../../text/shell-commands.ts';
import { isFixed } from './fixed-text.ts';
import { optionsOf } from './options.ts';
import { repositoryPath } from './repository-path.ts';
import type { Surroundings } from './script-facts.ts';

/** The steps of one command; none for most. */
export function deploySteps(command: ShellCommand, around: Surroundings): DeployStep[] {
  const [program = ''] = command.words;
  switch (posix.basename(program)) {
    case 'kubectl':
    case 'oc':
      return ofKubectl(command, around);
    case 'kustomize':
      return ofKustomize(command, around);
    case 'helm':
      return ofHelm(command, around);
    case 'envsubst':
      return [{ on: partAt(substitutedFile(command), around), fillsIn: 'variables', at: around.at }];
    case 'sed':
      return ofSed(command, around);
    default:
      return [];
  }
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(deployments?|deploy)(\.apps)?$/, 'Deployment'],
  [/^(statefulsets?|sts)(\.apps)?$/, 'StatefulSet'],
  [/^(daemonsets?|ds)(\.apps)?$/, 'DaemonSet'],
  [/^(cronjobs?|cj)(\.batch)?$/, 'CronJob'],
];

/** `deployment/web`, `deployment web`, `deployment/$NAME`: how many words it takes, and what it names. */
function namedObject([first = '', second = '']: readonly string[]): {
  readonly on: DeployedPart;
  readonly words: number;
} {
  const [written = '', name] = first.split('/', 2);
  const kind = KINDS.find(([pattern]) => pattern.test(written))?.[1];
  const called = name ?? (second.includes('=') ? undefined : second);
  const words = name === undefined && called !== undefined && called !== '' ? 2 : 1;
  return {
    on: { ...(kind && { kind }), ...(called !== undefined && called !== '' && isFixed(called) && { name: called }) },
    words,
  };
}

function ofKubectl(command: ShellCommand, { at, context }: Surroundings): DeployStep[] {
  const { bare, options } = optionsOf(command.words);
  const what = bare[1] === 'set' ? bare[2] : undefined;
  if (what !== 'image' && what !== 'env') return [];
  const { on, words } = namedObject(bare.slice(3));
  const rest = bare.slice(3 + words);
  const [container] = [...options('containers'), ...options('c')];
  if (what === 'image') {
    return rest.flatMap((word): DeployStep[] => {
      const [own = ''] = word.split('=', 1);
      return word.includes('=')
        ? [{ on: { ...on, ...(isFixed(own) && { container: own }) }, setsImage: true, at }]
        : [];
    });
  }
  const environment = rest.flatMap((word): EnvironmentStep[] => {
    const [, name, text] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || text === undefined) return [];
    const value = isFixed(text) ? context.secrets.value(name, text) : deferred('from the pipeline');
    return [{ kind: 'set', name, value, expand: true, at }];
  });
  const imported = options('from').flatMap((from): EnvironmentStep[] => {
    const [kind = '', objectName = ''] = from.split('/', 2);
    const object = kind === 'secret' ? 'Secret' : kind === 'configmap' || kind === 'cm' ? 'ConfigMap' : undefined;
    if (object === undefined || objectName === '' || !isFixed(objectName)) return [];
    return [{ kind: 'import', object, objectName, prefix: options('prefix')[0] ?? '', optional: false, at }];
  });
  const part = container === undefined || !isFixed(container) ? on : { ...on, container };
  return [{ on: part, environment: [...environment, ...imported], at }];
}

/** `kustomize edit set image web=registry/web:$SHA`. */
function ofKustomize({ words }: ShellCommand, { at }: Surroundings): DeployStep[] {
  const { bare } = optionsOf(words);
  if (bare.slice(1, 4).join(' ') !== 'edit set image') return [];
  return bare.slice(4).flatMap((word): DeployStep[] => {
    const image = (word.split('=', 1)[0] ?? '').replace(/(:[^/]*|@.*)$/, '');
    return isFixed(image) && image !== '' ? [{ on: { image }, setsImage: true, at }] : [];
  });
}

/** Values that are set on the way: those that choose images, and those that nobody here knows. */
function ofHelm({ words }: ShellCommand, around: Surroundings): DeployStep[] {
  const { bare, options } = optionsOf(words);
  if (!/^(upgrade|install)$/.test(bare[1] ?? '')) return [];
  const sets = [...options('set'), ...options('set-string')].flatMap((text) => text.split(/,(?=[\w.-]+=)/));
  const setsImage = sets.some((text) => /(^|\.)(image|tag|version|digest|\w+(Tag|Image|Version))[\w.]*=/i.test(text));
  const setsValues = sets.flatMap((text) => {
    const [, key, value = ''] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    return key === undefined || isFixed(value) ? [] : [key];
  });
  if (!setsImage && setsValues.length === 0) return [];
  const on = partAt(
    bare.find((word, at) => at > 2 && word.includes('/')),
    around,
  );
  return [{ on, ...(setsImage && { setsImage }), ...(setsValues.length > 0 && { setsValues }), at: around.at }];
}

/** `envsubst < deploy.yaml`, `cat deploy.yaml | envsubst`. */
function substitutedFile({ input, from }: ShellCommand): string | undefined {
  return input ?? (from?.words[0] === 'cat' && from.words.length === 2 ? from.words[1] : undefined);
}

/** `sed -i "s|image: web:.*|image: web:$SHA|" k8s/web.yaml`: the texts that it replaces, in the files that it names. */
function ofSed(command: ShellCommand, around: Surroundings): DeployStep[] {
  const scripts = command.words.slice(1).flatMap(replacements);
  const on = partAt(editedFile(command), around);
  if (scripts.length === 0 || on.paths === undefined) return [];
  const texts = scripts.filter((text) => text.length > 2 && !/[*[\]().+?^]/.test(text.replace(/\\./g, '')));
  const setsImage = scripts.some((text) => /image|newTag|newName|tag\b|version/i.test(text));
  return [
    ...(setsImage ? [{ on, setsImage, at: around.at }] : []),
    ...(texts.length > 0 ? [{ on, fillsIn: texts.map((text) => text.replace(/\\(.)/g, '$1')), at: around.at }] : []),
  ];
}

/** The file that a sed is given, or the first one of its pipe. */
function editedFile({ words, input, from }: ShellCommand): string | undefined {
  const named = words.slice(1).find((word) => replacements(word).length === 0 && /\.(ya?ml|json|tpl|env)$/.test(word));
  return named ?? input ?? (from && editedFile(from));
}

/** What a word of sed looks for: `s/THIS/that/g`, several behind one another. */
function replacements(word: string): string[] {
  const found: string[] = [];
  for (const part of word.split(/;\s*(?=s)/)) {
    const [, mark] = /^s([^\w\s\\])/.exec(part.trim()) ?? [];
    const pieces = mark === undefined ? [] : part.trim().slice(2).split(mark);
    if (pieces.length >= 2 && pieces[0] !== undefined) found.push(pieces[0]);
  }
  return found;
}

/** A file or folder of the repository; everything where it is computed or lies elsewhere. */
function partAt(file: string | undefined, { folder }: Surroundings): DeployedPart {
  const path = file === undefined ? undefined : repositoryPath(file.replace(/\/?\*.*$/, ''), folder);
  return path === undefined ? {} : { paths: [path] };
}
