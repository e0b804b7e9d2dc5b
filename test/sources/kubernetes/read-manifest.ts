import type { Facts } from '../../../src/shape/facts.ts';
import type { Origin } from '../../../src/shape/origin.ts';
import type { Value } from '../../../src/shape/value.ts';
import type { Workload } from '../../../src/shape/workload.ts';
import { kubernetes } from '../../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../../helpers/source-context.ts';

/** The facts of one manifest. */
export async function readManifest(text: string, namespace?: string): Promise<Facts> {
  const input = { paths: ['k8s/shop.yaml'], ...(namespace !== undefined && { options: { namespace } }) };
  return kubernetes.read(input, contextWith({ 'k8s/shop.yaml': text }));
}

/** A Deployment `shop-web` with one container `web`; `container` is indented below it. */
export function deployment(container: string, pod = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop-web
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
${indent(pod, 6)}      containers:
        - name: web
${indent(container, 10)}`;
}

/** The workloads of a manifest; a test that asks for the first fails when there is none. */
export async function firstWorkload(text: string): Promise<Workload> {
  const [workload] = (await readManifest(text)).workloads;
  if (workload === undefined) throw new Error('the manifest has no workload');
  return workload;
}

/** `12:3` of an origin. */
export function place(at: Origin | undefined): string {
  return at === undefined ? 'none' : `${at.line}:${at.column}`;
}

export function shown(value: Value): string {
  if (value.kind === 'plain') return value.text;
  return value.kind === 'secret' ? '[secret]' : `(${value.reason})`;
}

function indent(text: string, columns: number): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${' '.repeat(columns)}${line}\n`)
    .join('');
}
