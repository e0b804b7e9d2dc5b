import { routeCases } from '../../helpers/route-cases.ts';

const APP =
  "import Koa from 'koa';\nimport Router from '@koa/router';\nconst app = new Koa();\nconst r = new Router();\nr.get('/zzz', h);\napp.use(r.routes());\n";

// Each is a way to define a route.
routeCases('Koa', {
  served: [
    [
      'compose',
      {
        'app.js': `${APP}const compose = require('koa-compose');\napp.use(compose([require('./h').routes(), other]));`,
        'h.js':
          "const Router = require('koa-router'); const router = new Router(); router.get('/health', h); module.exports = router;",
      },
      '/health',
    ],
    [
      'prefix opts',
      {
        'app.js':
          APP +
          "const api = new Router({ prefix: '/api' }); api.get('/health', h); app.use(api.routes()).use(api.allowedMethods());",
      },
      '/api/health',
    ],
    [
      'nested',
      {
        'app.js':
          APP +
          "const v1 = new Router(); v1.get('/health', h); const api = new Router(); api.use('/v1', v1.routes()); r.use('/api', api.routes());",
      },
      '/api/v1/health',
    ],
    [
      'mount',
      { 'app.js': `${APP}const mount = require('koa-mount'); const a = new Koa(); app.use(mount('/health', a));` },
      '/health',
    ],
    [
      'ctx.path',
      {
        'app.js': `${APP}app.use(async (ctx, next) => { if (ctx.path === '/health') ctx.body = 'ok'; else await next(); });`,
      },
      '/health',
    ],
    [
      'forEach routes',
      { 'app.js': `${APP}Object.keys(routes).forEach((k) => app.use(routes[k].routes()));` },
      '/health',
    ],
    ['named routes', { 'app.js': `${APP}r.get('health', '/health', h);` }, '/health'],
    [
      'function export',
      { 'app.js': `${APP}require('./health')(r);`, 'health.js': "module.exports = (rt) => { rt.get('/health', h); };" },
      '/health',
    ],
    ['static', { 'app.js': `${APP}app.use(require('koa-static')('public'));` }, '/health'],
    [
      'middleware file',
      {
        'app.js': `${APP}app.use(require('./health'));`,
        'health.js':
          "module.exports = async (ctx, next) => { if (ctx.path === '/health') { ctx.body = 'ok'; return; } await next(); };",
      },
      '/health',
    ],
    ['register', { 'app.js': `${APP}r.register('/health', ['GET'], h);` }, '/health'],
    ['verb array', { 'app.js': `${APP}r.get(['/health', '/live'], h);` }, '/live'],
  ],
  closed: { 'app.js': `${APP}app.use(async (ctx, next) => { await next(); });\napp.listen(80);` },
});
