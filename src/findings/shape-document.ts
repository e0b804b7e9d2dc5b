import type { Place } from './finding.ts';
import type { Tool } from './report.ts';

/** The merged shape of one environment, every value with its origin. */
export interface ShapeDocument {
  readonly schema: 'parity.shape/v1';
  readonly tool: Tool;
  readonly environment: string;
  readonly services: readonly ShapeService[];
  /** What could not be read, and what was chosen. */
  readonly notes: readonly string[];
  /** False when an input could not be read or rendered: exit 3. */
  readonly complete: boolean;
}

export interface ShapeService {
  readonly name: string;
  /** `Deployment/shop-web`, `service web`. */
  readonly object: string;
  readonly place?: Place;
  /** `env`, `ports`, `mounts`, `secrets`, … in a fixed order; empty ones left out. */
  readonly groups: readonly ShapeGroup[];
}

export interface ShapeGroup {
  readonly name: string;
  readonly entries: readonly ShapeEntry[];
}

export interface ShapeEntry {
  readonly name: string;
  /** Printable: a secret is `[secret]`, a value decided at run time says what decides it. */
  readonly value: string;
  readonly place: Place;
  /** What the reader should know of it: `overrides compose.yaml:12`, `from ConfigMap/shop`. */
  readonly note?: string;
}
