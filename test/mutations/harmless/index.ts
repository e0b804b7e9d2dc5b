import type { HarmlessRewrite } from '../operator.ts';
import { codeRewrites } from './code.ts';
import { composeRewrites } from './compose.ts';
import { imageRewrites } from './image.ts';
import { kubernetesRewrites } from './kubernetes.ts';
import { textRewrites } from './text.ts';

export const harmlessRewrites: readonly HarmlessRewrite[] = [
  ...kubernetesRewrites,
  ...composeRewrites,
  ...imageRewrites,
  ...codeRewrites,
  ...textRewrites,
];
