// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { all, replace, rewrite, write } from '../edit.ts';
import type { HarmlessRewrite } from '../operator.ts';

const WEB = 'services/web/Dockerfile';
const CATALOG = 'services/catalog/Dockerfile';
const ORDERS = 'services/orders/Dockerfile';

export const imageRewrites: readonly HarmlessRewrite[] = [
  {
    id: 'ENV in the older form',
    because: 'both forms are one meaning',
    edit: replace(WEB, 'ENV NODE_ENV=production', 'ENV NODE_ENV production'),
  },
  {
    id: 'ENV on two lines',
    because: 'both forms are one meaning',
    edit: replace(
      CATALOG,
      'ENV PYTHONUNBUFFERED=1 \\\n    PYTHONPATH=/app/packages\n',
      'ENV PYTHONUNBUFFERED="1"\nENV PYTHONPATH=/app/packages\n',
    ),
  },
  {
    id: 'the port from an ARG',
    because: 'the same port is exposed',
    edit: replace(WEB, 'EXPOSE 3000\n', 'ARG WEB_LISTENS=3000\nEXPOSE ${WEB_LISTENS}/tcp\n'),
  },
  {
    id: 'no EXPOSE',
    because: 'it informs and opens nothing',
    edit: replace(ORDERS, 'EXPOSE 8080\n', ''),
  },
  {
    id: 'the command in shell form',
    because: 'the same program runs',
    edit: replace(WEB, 'CMD ["node", "src/server.js"]', 'CMD node src/server.js'),
  },
  {
    id: 'the command in two halves',
    because: 'the same program runs',
    edit: replace(
      'services/worker/Dockerfile',
      'CMD ["node", "src/worker.js"]',
      'ENTRYPOINT ["node"]\nCMD ["src/worker.js"]',
    ),
  },
  {
    id: 'instructions in small letters',
    because: 'Docker does not mind',
    edit: rewrite(ORDERS, (text) => text.replace(/^(FROM|COPY|RUN|EXPOSE|USER)\b/gm, (word) => word.toLowerCase())),
  },
  {
    id: 'a stage before for tests',
    because: 'the image has nothing of it',
    edit: replace(
      ORDERS,
      'FROM alpine:3.20 AS runtime\n',
      'FROM build AS test\nENV ORDERS_TEST=on\nRUN go vet ./...\n\nFROM alpine:3.20 AS runtime\n',
    ),
  },
  {
    id: 'a default of the image for a setting',
    because: 'both sides set it above the image (N128)',
    edit: replace(CATALOG, 'USER 10001\n', 'ENV PAGE_SIZE=25\nUSER 10001\n'),
  },
  {
    id: 'comments and line breaks in a Dockerfile',
    because: 'they are no instructions',
    edit: rewrite(
      WEB,
      (text) => `# syntax=docker/dockerfile:1\n# the shop window\n\n${text.replace('RUN mkdir', 'RUN \\\n  mkdir')}`,
    ),
  },
  {
    id: 'a base image by digest',
    because: 'a digest pins what the tag names (N055)',
    edit: rewrite(WEB, (text) => text.replace('node:20.18-alpine', `node:20.18-alpine@sha256:${'0a'.repeat(32)}`)),
  },
  {
    id: 'a Dockerfile for development beside it',
    because: 'nothing builds it',
    edit: all(
      write('services/web/Dockerfile.dev', 'FROM node:20\nENV BAKERY_DEV=on\nEXPOSE 4000\nCMD ["npm", "run", "dev"]\n'),
      write('services/web/.dockerignore', 'node_modules\nDockerfile.dev\n'),
    ),
  },
];
