import { routeCases } from '../../helpers/route-cases.ts';

const APP = "import express from 'express';\nconst app = express();\napp.get('/zzz', h);\n";

// Each is a way to define a route.
routeCases('Express', {
  served: [
    [
      'routes object index',
      {
        'app.js': `${APP}const routes = require('./routes');\napp.use('/api', routes.health);`,
        'routes/index.js': "module.exports = { health: require('./health') };",
        'routes/health.js':
          "const router = require('express').Router();\nrouter.get('/health', h);\nmodule.exports = router;",
      },
      '/api/health',
    ],
    [
      'forEach route table',
      {
        'app.js': `${APP}const routes=[{path:'/api',route:require('./h')}];\nroutes.forEach((r)=>app.use(r.path, r.route));`,
        'h.js': "const r=require('express').Router(); r.get('/health',h); module.exports=r;",
      },
      '/api/health',
    ],
    [
      'fs readdir',
      {
        'app.js': `${APP}fs.readdirSync('./routes').forEach(f => app.use('/api', require(\`./routes/\${f}\`)));`,
        'routes/h.js': "const r=require('express').Router(); r.get('/health',h); module.exports=r;",
      },
      '/api/health',
    ],
    [
      'class controller',
      {
        'app.ts': `${APP}import { HealthController } from './hc';\nconst c = new HealthController();\napp.use('/api', c.router);`,
        'hc.ts':
          "import { Router } from 'express';\nexport class HealthController { public router = Router(); constructor(){ this.init(); } private init(){ this.router.get('/health', this.get); } get = () => {}; }",
      },
      '/api/health',
    ],
    [
      'App class controllers',
      {
        'app.ts':
          "import express from 'express';\nexport class App { public app = express(); constructor(routes: Route[]) { this.app.get('/zzz', h); routes.forEach(route => { this.app.use('/', route.router); }); } }",
        'main.ts':
          "import { App } from './app';\nimport { HealthRoute } from './h';\nnew App([new HealthRoute()]).listen();",
        'h.ts':
          "import { Router } from 'express';\nexport class HealthRoute { path='/health'; router = Router(); constructor(){ this.router.get(`${this.path}`, h); } }",
      },
      '/health',
    ],
    [
      'factory DI',
      {
        'app.ts': `${APP}import { makeRoutes } from './r';\napp.use('/api', makeRoutes({ db }));`,
        'r.ts':
          "import { Router } from 'express';\nexport function makeRoutes(deps) { const router = Router(); router.get('/health', h); return router; }",
      },
      '/api/health',
    ],
    [
      'loaders',
      {
        'app.ts':
          "import express from 'express';\nimport loaders from './loaders';\nconst app = express();\napp.get('/zzz', h);\nawait loaders({ expressApp: app });",
        'loaders/index.ts':
          "import expressLoader from './express';\nexport default async ({ expressApp }) => { await expressLoader({ app: expressApp }); };",
        'loaders/express.ts':
          "import routes from '../api';\nexport default ({ app }: { app: express.Application }) => { app.get('/status', h); app.use(config.api.prefix, routes()); };",
        'api/index.ts':
          "import { Router } from 'express';\nimport health from './health';\nexport default () => { const app = Router(); health(app); return app; }",
        'api/health.ts':
          "import { Router } from 'express';\nconst route = Router();\nexport default (app: Router) => { app.use('/health', route); route.get('/live', h); };",
      },
      '/status',
    ],
    [
      'loaders nested',
      {
        'app.ts':
          "import express from 'express';\nimport routes from './api';\nconst app = express();\napp.get('/zzz', h);\napp.use('/api', routes());",
        'api/index.ts':
          "import { Router } from 'express';\nimport health from './health';\nexport default () => { const app = Router(); health(app); return app; }",
        'api/health.ts':
          "import { Router } from 'express';\nconst route = Router();\nexport default (app: Router) => { app.use('/health', route); route.get('/live', h); };",
      },
      '/api/health/live',
    ],
    [
      'routing-controllers',
      {
        'app.ts':
          "import { createExpressServer, JsonController, Get } from 'routing-controllers';\nimport express from 'express';\nconst e = express(); e.get('/zzz', h);\n@JsonController('/health') export class Hc { @Get('/') g(){} }\ncreateExpressServer({ controllers: [Hc] }).listen(3000);",
      },
      '/health',
    ],
    ['tsoa', { 'app.ts': `${APP}import { RegisterRoutes } from './build/routes';\nRegisterRoutes(app);` }, '/health'],
    [
      'inversify',
      {
        'app.ts':
          "import { InversifyExpressServer, controller, httpGet } from 'inversify-express-utils';\nimport express from 'express'; const a = express(); a.get('/zzz', h);\n@controller('/health') class H { @httpGet('/') g(){} }\nnew InversifyExpressServer(c).build().listen(3000);",
      },
      '/health',
    ],
    [
      'openapi validator',
      {
        'app.ts':
          APP +
          "import * as OpenApiValidator from 'express-openapi-validator';\napp.use(OpenApiValidator.middleware({ apiSpec, operationHandlers: path.join(__dirname) }));",
      },
      '/health',
    ],
    ['openapi-backend', { 'app.ts': `${APP}app.use((req, res) => api.handleRequest(req, req, res));` }, '/health'],
    [
      'vhost/subapp',
      { 'app.js': `${APP}const admin = express(); admin.get('/health', h); app.use('/admin', admin);` },
      '/admin/health',
    ],
    [
      'const path import',
      {
        'app.ts': `${APP}import { PATHS } from './paths';\napp.get(PATHS.health, h);`,
        'paths.ts': "export const PATHS = { health: '/health' };",
      },
      '/health',
    ],
    [
      'server imported app',
      {
        'app.ts': `${APP}export { app };`,
        'srv.ts': "import { app } from './app';\nimport { health } from './health';\nhealth(app);\napp.listen(1);",
        'health.ts': "export const health = (e: any) => { e.get('/health', h); };",
      },
      '/health',
    ],
    [
      'express-promise-router',
      {
        'app.js': `${APP}const R = require('express-promise-router');\nconst api = new R(); api.get('/health', h); app.use(api);`,
      },
      '/health',
    ],
    [
      'optional chain http',
      { 'app.js': `${APP}const http = require('http').createServer(app);\nrequire('./sockets')(http);` },
      '/zzz',
    ],
    [
      'mount fn inline',
      {
        'app.js': `${APP}const register = (r) => { r.get('/health', h); return r; };\napp.use('/api', register(express.Router()));`,
      },
      '/api/health',
    ],
  ],
  closed: { 'app.js': `${APP}app.use(express.json());\nrequire('http').createServer(app).listen(80);` },
});
