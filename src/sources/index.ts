import type { InputKind } from '../discovery/input-kind.ts';
import { ci } from './ci/ci.ts';
import { compose } from './compose/compose.ts';
import { devcontainer } from './devcontainer/devcontainer.ts';
import { dockerfile } from './dockerfile/dockerfile.ts';
import { dotenv } from './dotenv/dotenv.ts';
import { helm } from './helm/helm.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import { kustomize } from './kustomize/kustomize.ts';
import { procfile } from './procfile/procfile.ts';
import { score } from './score/score.ts';
import { snapshot } from './snapshot/snapshot.ts';
import type { Source } from './source.ts';
import { systemd } from './systemd/systemd.ts';
import { taubyte } from './taubyte/taubyte.ts';

/** Every source, sorted by id. */
export const SOURCES: readonly Source[] = [
  ci,
  compose,
  devcontainer,
  dockerfile,
  dotenv,
  helm,
  kubernetes,
  kustomize,
  procfile,
  score,
  snapshot,
  systemd,
  taubyte,
];

/** Every kind of input that a side can be read from. */
export const INPUT_KINDS: readonly InputKind[] = SOURCES.flatMap(({ input }) => input ?? []);

/** @returns undefined for a kind of input that no source reads */
export function sourceOfKind(kind: string): Source | undefined {
  return SOURCES.find(({ input }) => input?.name === kind);
}
