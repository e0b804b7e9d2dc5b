import { routeCases } from '../../helpers/route-cases.ts';

const N =
  "import { NestFactory } from '@nestjs/core';\nasync function b(){ const app = await NestFactory.create(AppModule);\n BODY\n await app.listen(3000);}\nb();\n@Controller('zzz') export class Z { @Get() z(){} }\n";
const nest = (b: string) => N.replace('BODY', b);

// Each is a way to define a route.
routeCases('Nest', {
  served: [
    ['middleware use', { 'main.ts': nest("app.use('/health', (req, res) => res.send('ok'));") }, '/health'],
    [
      'adapter instance',
      { 'main.ts': nest("app.getHttpAdapter().get('/health', (q, r) => r.send('ok'));") },
      '/health',
    ],
    [
      'adapter getInstance',
      {
        'main.ts': nest(
          "const http = app.getHttpAdapter().getInstance(); http.get('/health', (q, r) => r.send('ok'));",
        ),
      },
      '/health',
    ],
    ['prefix var', { 'main.ts': nest("app.setGlobalPrefix(config.get('PREFIX'));") }, '/api/zzz'],
    ['prefix const', { 'main.ts': nest("const globalPrefix = 'api'; app.setGlobalPrefix(globalPrefix);") }, '/api/zzz'],
    [
      'RouterModule',
      {
        'main.ts': nest(''),
        'm.ts':
          "import { RouterModule } from '@nestjs/core';\n@Module({ imports: [RouterModule.register([{ path: 'admin', module: AdminModule }])] }) export class M {}",
        'c.ts': "@Controller('health') export class C { @Get() g(){} }",
      },
      '/admin/health',
    ],
    [
      'controller factory',
      {
        'main.ts': nest(''),
        'c.ts': 'export function make(path: string) { @Controller(path) class C { @Get() g(){} } return C; }',
      },
      '/health',
    ],
    [
      'custom decorator',
      { 'main.ts': nest(''), 'c.ts': "@ApiController('health') export class C { @Get() g(){} }" },
      '/health',
    ],
    [
      'dynamic module pkg',
      {
        'main.ts': nest(''),
        'm.ts':
          "import { HealthModule } from '@crumb/nest-health';\n@Module({ imports: [HealthModule] }) export class M {}",
      },
      '/health',
    ],
    [
      'lib no prefix',
      {
        'apps/api/src/main.ts': nest("app.setGlobalPrefix('api');"),
        'libs/health/src/h.controller.ts': "@Controller('health') export class C { @Get() g(){} }",
      },
      '/api/health',
    ],
    [
      'Sse/All/Search',
      { 'main.ts': nest(''), 'c.ts': "@Controller('events') export class C { @Sse() s(){} }" },
      '/events',
    ],
    [
      'setup fn',
      {
        'main.ts': `${nest('setup(app);')}import { setup } from './setup';`,
        'setup.ts':
          "export function setup(app: INestApplication) { app.setGlobalPrefix('api', { exclude: ['zzz'] }); app.enableVersioning(); }",
      },
      '/zzz',
    ],
    [
      'enum controller',
      {
        'main.ts': nest(''),
        'c.ts': "import { Routes } from './r';\n@Controller(Routes.HEALTH) export class C { @Get() g(){} }",
        'r.ts': "export enum Routes { HEALTH = 'health' }",
      },
      '/health',
    ],
    [
      'serve static',
      {
        'main.ts': nest(''),
        'm.ts':
          "import { ServeStaticModule } from '@nestjs/serve-static';\n@Module({ imports: [ServeStaticModule.forRoot({ rootPath })] }) export class M {}",
      },
      '/health',
    ],
    [
      'terminus',
      {
        'main.ts': nest(''),
        'h.ts':
          "import { HealthCheck } from '@nestjs/terminus';\n@Controller('health') export class Hh { @Get('live') @HealthCheck() c(){} }",
      },
      '/health/live',
    ],
  ],
  closed: { 'main.ts': nest("app.setGlobalPrefix('api');") },
});
