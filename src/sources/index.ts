import { compose } from './compose/compose.ts';
import { dockerfile } from './dockerfile.ts';
import { dotenv } from './dotenv.ts';
import { helm } from './helm/helm.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import { kustomize } from './kustomize/kustomize.ts';
import { procfile } from './procfile.ts';
import type { Source } from './source.ts';

/** Every source, sorted by id. */
export const SOURCES: readonly Source[] = [compose, dockerfile, dotenv, helm, kubernetes, kustomize, procfile];

/** @returns undefined for a kind of input that no source reads */
export function sourceById(id: string): Source | undefined {
  return SOURCES.find((source) => source.id === id);
}
