import type { Origin } from './origin.ts';
import type { EnvironmentStep } from './workload.ts';

/** What a deploy does to workloads beside applying what describes them: `kubectl set image`, `envsubst` over a manifest. */
export interface DeployStep {
  readonly on: DeployedPart;
  /** It chooses the image. */
  readonly setsImage?: boolean;
  /** Variables that it gives to containers. */
  readonly environment?: readonly EnvironmentStep[];
  /** It fills in values: every `$NAME` and `${NAME}`, or these texts. */
  readonly fillsIn?: 'variables' | readonly string[];
  /** Values of a chart that it sets, and that nobody here knows: `secrets.url`. */
  readonly setsValues?: readonly string[];
  readonly at: Origin;
}

/** Which part of a side: whatever is said has to fit, and nothing said is everything. */
export interface DeployedPart {
  /** `Deployment`. */
  readonly kind?: string;
  readonly name?: string;
  readonly container?: string;
  /** The image as it is written, without tag. */
  readonly image?: string;
  /** Files and folders in which it stands. */
  readonly paths?: readonly string[];
}
