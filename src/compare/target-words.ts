import type { Workload } from '../shape/workload.ts';
import type { Side } from './comparison.ts';

/** How what describes a target says things: the remedies of findings speak its language. */
export interface TargetWords {
  /** Gives a service a variable. */
  setVariable(name: string): string;
  /** Takes a secret out of where it is written out. */
  hideSecret(name: string): string;
  /** Brings a file of the repository into the container. */
  mountFile(file: string, path: string): string;
  /** Keeps what is written at a path. */
  keepData(path: string): string;
  /** Asks a service whether it works. */
  addProbe(): string;
  /** Gives a service time to shut down. */
  setGrace(seconds: number): string;
}

type Language =
  | 'kubernetes'
  | 'helm'
  | 'kustomize'
  | 'snapshot'
  | 'score'
  | 'compose'
  | 'dotenv'
  | 'systemd'
  | 'procfile';

/** The words for one workload of a target. */
export function targetWords(workload: Workload): TargetWords {
  const language = languageOf(workload);
  switch (language) {
    case 'compose':
      return composeWords(workload);
    case 'dotenv':
    case 'systemd':
    case 'procfile':
      return processWords(workload, language);
    case 'score':
      return scoreWords(workload);
    default:
      return clusterWords(workload, language);
  }
}

function languageOf({ kind, at }: Workload): Language {
  if (kind === 'compose') return 'compose';
  if (kind === 'process') return at.source === 'dotenv' || at.source === 'systemd' ? at.source : 'procfile';
  const known = ['helm', 'kustomize', 'snapshot', 'score'] as const;
  return known.find((source) => source === at.source) ?? 'kubernetes';
}

/** Where else than in the object itself a chart or an overlay says it. */
const ALSO: Readonly<Record<'kubernetes' | 'helm' | 'kustomize' | 'snapshot', string>> = {
  kubernetes: '',
  helm: ' or by the values of the chart',
  kustomize: ' or by a patch or generator of the overlay',
  snapshot: ' where it is deployed from',
};

function clusterWords({ id, at }: Workload, language: keyof typeof ALSO): TargetWords {
  const also = ALSO[language];
  return {
    setVariable: (name) =>
      `set ${name} in the env of ${id} (${at.path})${also}, from a ConfigMap or Secret where it belongs`,
    hideSecret: () => 'put it into a Secret and take it from there with secretKeyRef',
    mountFile: (file, path) =>
      `put ${file} into a ConfigMap and mount it at ${path} in ${id}, or copy it into the image`,
    keepData: (path) => `mount a PersistentVolumeClaim at ${path} in ${id}`,
    addProbe: () => `give ${id} a readinessProbe that asks the same`,
    setGrace: (seconds) => `set terminationGracePeriodSeconds: ${seconds} in ${id}`,
  };
}

function scoreWords({ id, container, at }: Workload): TargetWords {
  return {
    setVariable: (name) => `set ${name} under containers.${container}.variables (${at.path})`,
    hideSecret: (name) => `take ${name} from a resource: \${resources.NAME.OUTPUT}`,
    mountFile: (file, path) =>
      `give ${id} the file ${path} under files, with source: ${file}, or copy it into the image`,
    keepData: (path) => `declare a resource of type volume and mount it at ${path} in ${id}`,
    addProbe: () => `give ${id} a readinessProbe that asks the same`,
    setGrace: (seconds) => `give ${id} ${seconds} s to shut down on its platform`,
  };
}

function composeWords({ id, at }: Workload): TargetWords {
  return {
    setVariable: (name) => `set ${name} under environment: of ${id} (${at.path}), or in a file of its env_file:`,
    hideSecret: (name) =>
      `take ${name} from a variable or from an env_file: that is not in the repository, or hand it over by secrets:`,
    mountFile: (file, path) => `mount ${file} at ${path} in ${id} by volumes: or configs:, or copy it into the image`,
    keepData: (path) => `give ${id} a named volume at ${path} under volumes:`,
    addProbe: () => `give ${id} a healthcheck: that asks the same`,
    setGrace: (seconds) => `set stop_grace_period: ${seconds}s in ${id}`,
  };
}

/** Where what starts a process says what it receives. */
const STARTED = {
  dotenv: 'in {path}',
  systemd: 'with Environment= in {path}, or in a file of its EnvironmentFile=',
  procfile: 'in the environment that {id} is started with',
} as const;

function processWords({ id, at }: Workload, language: keyof typeof STARTED): TargetWords {
  const place = STARTED[language].replace('{path}', at.path).replace('{id}', id);
  return {
    setVariable: (name) => `set ${name} ${place}`,
    hideSecret: (name) => `take ${name} out of ${at.path}, and set it where ${id} is started`,
    mountFile: (file, path) => `put ${file} at ${path} where ${id} runs`,
    keepData: (path) => `keep ${path} where ${id} runs`,
    addProbe: () => `let what starts ${id} ask the same`,
    setGrace: (seconds) => `give ${id} ${seconds} s to shut down`,
  };
}

/** What a name on the network of a target leads to: a Service of the cluster, or a service of the compose file. */
export function serviceWord({ facts }: Pick<Side, 'facts'>): 'Service' | 'service' {
  return facts.workloads.some(({ kind }) => kind === 'compose') ? 'service' : 'Service';
}
