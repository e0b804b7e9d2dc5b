import { routeCases } from '../../helpers/route-cases.ts';

// Each is a way to define a route.
routeCases('Next', {
  served: [
    [
      'custom server',
      {
        'server.js':
          "const next = require('next'); const app = next({}); const handle = app.getRequestHandler();\nrequire('express')().get('/zzz', h).all('*', (q, r) => handle(q, r));",
        'app/page.tsx': 'export default function P() {}',
      },
      '/health',
    ],
    [
      'export alias',
      { 'app/api/health/route.ts': 'async function handler() {}\nexport { handler as GET };' },
      '/api/health',
    ],
    [
      'nextauth',
      {
        'app/api/auth/[...nextauth]/route.ts':
          "import { handlers } from '@/auth';\nexport const { GET, POST } = handlers;",
      },
      '/api/auth/session',
    ],
    ['i18n segment', { 'app/[locale]/health/page.tsx': 'export default function P() {}' }, '/en/health'],
    [
      'mdx page',
      {
        'next.config.mjs': "export default { pageExtensions: ['tsx', 'mdx'] };",
        'app/page.tsx': 'export default function P() {}',
        'app/health/page.mdx': '# hi',
      },
      '/health',
    ],
    ['monorepo', { 'apps/web/src/app/api/health/route.ts': 'export const GET = () => {};' }, '/api/health'],
    ['pages index', { 'src/pages/api/health/index.ts': 'export default function h() {}' }, '/api/health'],
    [
      'trpc',
      { 'app/api/trpc/[trpc]/route.ts': 'const handler = () => {};\nexport { handler as GET, handler as POST };' },
      '/api/trpc/x.y',
    ],
    [
      'rewrites afterFiles',
      {
        'next.config.js':
          "module.exports = { async rewrites() { return { beforeFiles: [{ source: '/healthz', destination: '/api/health' }], afterFiles: [] }; } };",
        'app/api/health/route.ts': 'export const GET = () => {};',
      },
      '/healthz',
    ],
    [
      'basePath env',
      {
        'next.config.js': "module.exports = { basePath: process.env.BASE_PATH || '' };",
        'app/api/health/route.ts': 'export const GET = () => {};',
      },
      '/shop/api/health',
    ],
    [
      'basePath ts',
      {
        'next.config.ts':
          "import type { NextConfig } from 'next';\nconst nextConfig: NextConfig = { basePath: '/shop', output: 'standalone' };\nexport default nextConfig;",
        'src/app/api/health/route.ts': 'export const GET = () => {};',
      },
      '/shop/api/health',
    ],
    ['pages reexport', { 'pages/api/health.ts': "export { default } from '../../lib/health';" }, '/api/health'],
    [
      'edge function',
      { 'pages/api/health.js': "export const config = { runtime: 'edge' };\nexport default async function (req) {}" },
      '/api/health',
    ],
  ],
  closed: { 'app/api/zzz/route.ts': 'export const GET = () => {};' },
});
