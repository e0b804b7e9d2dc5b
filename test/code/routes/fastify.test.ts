import { routeCases } from '../../helpers/route-cases.ts';

const APP = "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/zzz', h);\n";

// Each is a way to define a route.
routeCases('Fastify', {
  served: [
    [
      'decorators',
      {
        'app.ts':
          "import Fastify from 'fastify';\nimport { bootstrap } from 'fastify-decorators';\nconst app = Fastify(); app.get('/zzz', h);\napp.register(bootstrap, { directory: import.meta.dirname });",
      },
      '/health',
    ],
    [
      'route opts var',
      { 'app.ts': `${APP}const opts = { method: 'GET', url: '/health', handler: h };\napp.route(opts);` },
      '/health',
    ],
    [
      'routes array forEach',
      {
        'app.ts': `${APP}import { routes } from './r';\nroutes.forEach((route) => app.route(route));`,
        'r.ts': "export const routes = [{ method: 'GET', url: '/health', handler: h }];",
      },
      '/health',
    ],
    [
      'buildApp',
      {
        'app.ts':
          "import fastify from 'fastify';\nexport function build(opts = {}) { const app = fastify(opts); app.get('/zzz', h); app.register(import('./routes')); return app; }",
        'routes.ts':
          "import { FastifyInstance } from 'fastify';\nexport default async function routes(instance: FastifyInstance) { instance.get('/health', h); }",
      },
      '/health',
    ],
    [
      'nested prefix',
      {
        'app.ts':
          APP +
          "app.register(async (api) => { api.register(v1, { prefix: '/v1' }); }, { prefix: '/api' });\nimport v1 from './v1';",
        'v1.ts': "export default async (s) => { s.get('/health', h); };",
      },
      '/api/v1/health',
    ],
    [
      'withTypeProvider',
      {
        'app.ts': `${APP}app.withTypeProvider<ZodTypeProvider>().route({ method: 'GET', url: '/health', handler: h });`,
      },
      '/health',
    ],
    ['after', { 'app.ts': `${APP}app.register(sw).after(() => { app.get('/health', h); });` }, '/health'],
    [
      'fp callback',
      {
        'app.js':
          "const fastify = require('fastify')();\nfastify.get('/zzz', h);\nfastify.register(require('./our-routes'), { prefix: '/api' });",
        'our-routes.js': "async function routes (f, options) { f.get('/health', h) }\nmodule.exports = routes;",
      },
      '/api/health',
    ],
    [
      'autoload dirs',
      {
        'app.js':
          "const path = require('path'); const AutoLoad = require('@fastify/autoload');\nmodule.exports = async function (fastify, opts) { fastify.get('/zzz', h); fastify.register(AutoLoad, { dir: path.join(__dirname, 'routes'), options: Object.assign({}, opts) }) }",
        'routes/health/index.js': "module.exports = async function (f, opts) { f.get('/', async () => 1) }",
      },
      '/health',
    ],
    [
      'autoPrefix',
      {
        'app.js':
          "const AutoLoad = require('@fastify/autoload');\nmodule.exports = async function (fastify, opts) { fastify.get('/zzz', h); fastify.register(AutoLoad, { dir: join(__dirname, 'routes') }) }",
        'routes/h.js':
          "module.exports = async function (f, opts) { f.get('/up', async () => 1) }\nmodule.exports.autoPrefix = '/health'",
      },
      '/health/up',
    ],
    [
      'shorthand schema class',
      {
        'app.ts':
          "import Fastify from 'fastify';\nclass Server { private readonly f = Fastify(); constructor(){ this.f.get('/zzz', h); this.routes(); } routes(){ this.f.get('/health', h); } }",
      },
      '/health',
    ],
    [
      'healthcheck pkg',
      { 'app.js': "const f = require('fastify')(); f.get('/zzz', h); f.register(require('fastify-healthcheck'));" },
      '/health',
    ],
    [
      'under-pressure expose',
      {
        'app.js':
          "const f = require('fastify')(); f.get('/zzz', h); f.register(require('@fastify/under-pressure'), { exposeStatusRoute: true });",
      },
      '/status',
    ],
    [
      'cli plugin',
      {
        'app.ts':
          "import { FastifyPluginAsync } from 'fastify';\nconst root: FastifyPluginAsync = async (x, opts): Promise<void> => { x.get('/health', h); x.get('/zzz', h); };\nexport default root;",
      },
      '/health',
    ],
  ],
  closed: { 'app.ts': `${APP}app.register(import('@fastify/cors'));\nawait app.listen({ port: 80 });` },
});
