import { routeCases } from '../../helpers/route-cases.ts';

const APP = "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/zzz', h);\n";

// Each is a way to define a route.
routeCases('Hono', {
  served: [
    [
      'factory',
      {
        'app.ts':
          "import { createFactory } from 'hono/factory';\nconst app = createFactory().createApp();\napp.get('/zzz', h); app.get('/health', h);",
      },
      '/health',
    ],
    [
      'route file',
      {
        'app.ts':
          APP +
          "import { health } from './health';\nconst routes = app.route('/health', health).route('/x', other);\nexport type T = typeof routes;",
        'health.ts': "import { Hono } from 'hono';\nexport const health = new Hono().get('/', h).get('/live', h);",
      },
      '/health/live',
    ],
    [
      'createRouter fn',
      {
        'app.ts':
          "import createApp from '@/lib/create-app';\nimport index from '@/routes/index.route';\nconst app = createApp();\napp.get('/zzz', h);\n[index].forEach((route) => { app.route('/', route); });",
        'lib/create-app.ts':
          "import { OpenAPIHono } from '@hono/zod-openapi';\nexport default function createApp() { const app = new OpenAPIHono(); return app; }",
        'routes/index.route.ts':
          "import { createRouter } from '@/lib/create-app';\nconst router = createRouter().openapi(createRoute({ method: 'get', path: '/health' }), h);\nexport default router;",
      },
      '/health',
    ],
    [
      'basePath chain',
      {
        'app.ts':
          "import { Hono } from 'hono';\nconst app = new Hono().basePath('/api');\napp.get('/zzz', h); app.get('/health', h);",
      },
      '/api/health',
    ],
    [
      'typed',
      { 'app.ts': `${APP}export const add = (a: Hono<Env>) => { a.get('/health', h); };\nadd(app);` },
      '/health',
    ],
    ['use path', { 'app.ts': `${APP}app.use('/health', (c) => c.text('ok'));` }, '/health'],
    ['notFound handler', { 'app.ts': `${APP}app.mount('/legacy', legacy.fetch);` }, '/legacy/health'],
    [
      'presets',
      {
        'app.ts':
          "import { Hono } from 'hono/tiny';\nconst app = new Hono({ strict: false }); app.get('/zzz', h).get('/health', h);",
      },
      '/health',
    ],
    [
      'next handle',
      {
        'app/api/[[...route]]/route.ts':
          "import { Hono } from 'hono';\nimport { handle } from 'hono/vercel';\nconst app = new Hono().basePath('/api');\napp.get('/health', h);\nexport const GET = handle(app);",
      },
      '/api/health',
    ],
    [
      'nested route fn',
      {
        'app.ts': `${APP}const api = new Hono(); api.route('/v1', v1()); app.route('/api', api);\nimport { v1 } from './v1';`,
        'v1.ts':
          "import { Hono } from 'hono';\nexport function v1() { const x = new Hono(); x.get('/health', h); return x; }",
      },
      '/api/v1/health',
    ],
    ['tuple on', { 'app.ts': `${APP}app.on('GET', ['/health', '/live'], h);` }, '/live'],
  ],
  closed: { 'app.ts': `${APP}export default app;` },
});
