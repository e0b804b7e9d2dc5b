import type { WorkloadKind } from '../../shape/workload.ts';
import { get, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** A pod inside an object: its `metadata` and `spec`. */
export interface PodTemplate {
  readonly workloadKind: WorkloadKind;
  readonly metadata: YamlNode | undefined;
  readonly spec: YamlNode;
}

interface TemplatePath {
  readonly group: RegExp;
  readonly kind: string;
  readonly workloadKind: WorkloadKind;
  /** Fields that lead to the pod template; empty when the object is the template itself. `*` walks every item of a list. */
  readonly path: readonly string[];
}

const APPS = /^(apps|extensions)$/;
const KRUISE = /^apps\.kruise\.io$/;

/** Every kind whose object holds a pod template, and where it holds it (N030). */
const TEMPLATE_PATHS: readonly TemplatePath[] = [
  { group: APPS, kind: 'Deployment', workloadKind: 'Deployment', path: ['spec', 'template'] },
  { group: APPS, kind: 'StatefulSet', workloadKind: 'StatefulSet', path: ['spec', 'template'] },
  { group: APPS, kind: 'DaemonSet', workloadKind: 'DaemonSet', path: ['spec', 'template'] },
  { group: APPS, kind: 'ReplicaSet', workloadKind: 'ReplicaSet', path: ['spec', 'template'] },
  { group: /^$/, kind: 'ReplicationController', workloadKind: 'ReplicationController', path: ['spec', 'template'] },
  { group: /^$/, kind: 'Pod', workloadKind: 'Pod', path: [] },
  { group: /^batch$/, kind: 'Job', workloadKind: 'Job', path: ['spec', 'template'] },
  { group: /^batch$/, kind: 'CronJob', workloadKind: 'CronJob', path: ['spec', 'jobTemplate', 'spec', 'template'] },
  { group: /^argoproj\.io$/, kind: 'Rollout', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: /^serving\.knative\.dev$/, kind: 'Service', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: /^serving\.knative\.dev$/, kind: 'Configuration', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: /^keda\.sh$/, kind: 'ScaledJob', workloadKind: 'custom', path: ['spec', 'jobTargetRef', 'template'] },
  { group: KRUISE, kind: 'CloneSet', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: KRUISE, kind: 'StatefulSet', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: KRUISE, kind: 'DaemonSet', workloadKind: 'custom', path: ['spec', 'template'] },
  { group: KRUISE, kind: 'BroadcastJob', workloadKind: 'custom', path: ['spec', 'template'] },
  {
    group: KRUISE,
    kind: 'AdvancedCronJob',
    workloadKind: 'custom',
    path: ['spec', 'template', 'jobTemplate', 'spec', 'template'],
  },
  { group: /^apps\.openshift\.io$|^$/, kind: 'DeploymentConfig', workloadKind: 'custom', path: ['spec', 'template'] },
  {
    group: /^jobset\.x-k8s\.io$/,
    kind: 'JobSet',
    workloadKind: 'custom',
    path: ['spec', 'replicatedJobs', '*', 'template', 'spec', 'template'],
  },
];

/** The pod templates of an object; none for kinds that hold none. */
export function podTemplatesOf(object: ManifestObject): PodTemplate[] {
  const known = TEMPLATE_PATHS.find((entry) => entry.kind === object.kind && entry.group.test(object.group));
  if (known !== undefined) {
    return follow(object.root, known.path).flatMap((template) => {
      const spec = get(template, 'spec');
      return spec === undefined
        ? []
        : [{ workloadKind: known.workloadKind, metadata: get(template, 'metadata'), spec }];
    });
  }
  return object.group === 'argoproj.io' ? argoTemplates(object) : [];
}

function follow(node: YamlNode | undefined, path: readonly string[]): YamlNode[] {
  const [step, ...rest] = path;
  if (node === undefined) return [];
  if (step === undefined) return [node];
  return step === '*' ? itemsOf(node).flatMap((item) => follow(item, rest)) : follow(get(node, step), rest);
}

const ARGO_SPEC: Readonly<Record<string, readonly string[]>> = {
  Workflow: ['spec'],
  WorkflowTemplate: ['spec'],
  ClusterWorkflowTemplate: ['spec'],
  CronWorkflow: ['spec', 'workflowSpec'],
};

/** Argo Workflows: a template has one `container` and `initContainers`, `sidecars`, `volumes` beside it. */
function argoTemplates(object: ManifestObject): PodTemplate[] {
  const path = ARGO_SPEC[object.kind];
  if (path === undefined) return [];
  const spec = get(object.root, ...path);
  return itemsOf(get(spec, 'templates')).flatMap((template): PodTemplate[] => {
    const container = get(template, 'container') ?? get(template, 'script');
    if (template.kind !== 'map' || container?.kind !== 'map') return [];
    const name = get(template, 'name') ?? container;
    // The template's own name stands in for the container's, which Argo calls `main` in every pod.
    const named = get(container, 'name')
      ? container
      : { ...container, entries: [...container.entries, { key: 'name', at: name, value: name }] };
    const volumes = [...itemsOf(get(spec, 'volumes')), ...itemsOf(get(template, 'volumes'))];
    const entries = [
      ...template.entries.filter((entry) => entry.key !== 'volumes'),
      { key: 'containers', at: container, value: { ...container, kind: 'list' as const, items: [named] } },
      {
        key: 'volumes',
        at: template,
        value: { kind: 'list' as const, line: template.line, column: template.column, items: volumes },
      },
    ];
    return [{ workloadKind: 'custom', metadata: get(template, 'metadata'), spec: { ...template, entries } }];
  });
}
