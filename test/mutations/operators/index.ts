import type { Operator } from '../operator.ts';
import { configurationOperators } from './configuration.ts';
import { driftedOperators } from './drifted.ts';
import { environmentOperators } from './environment.ts';
import { networkOperators } from './network.ts';
import { sourceOperators } from './source.ts';
import { storageOperators } from './storage.ts';
import { workloadOperators } from './workload.ts';

export const operators: readonly Operator[] = [
  ...driftedOperators,
  ...environmentOperators,
  ...configurationOperators,
  ...networkOperators,
  ...workloadOperators,
  ...storageOperators,
  ...sourceOperators,
];
