import { expect, test } from 'vitest';
import { runScopes } from '../../src/code/run-scope.ts';

type Texts = Readonly<Record<string, string>>;

interface Running {
  readonly command: string | undefined;
  readonly workdir?: string;
  readonly scripts?: Texts;
}

/** Services of one folder `shop`, and what each does not run. */
function taken(texts: Texts, services: Readonly<Record<string, Running>>): Record<string, string[]> {
  const scopes = runScopes(
    Object.entries(services).map(([service, { command, workdir, scripts }]) => ({
      service,
      folders: ['shop'],
      files: Object.keys(texts).sort(),
      commands:
        command === undefined
          ? undefined
          : [
              {
                words: command.split(' '),
                scripts: new Map(Object.entries(scripts ?? {})),
                ...(workdir && { workdir }),
              },
            ],
    })),
    new Map(Object.entries(texts)),
  );
  return Object.fromEntries([...scopes].map(([service, scope]) => [service, scope.taken.map(({ path }) => path)]));
}

const NODE = {
  'shop/server.js': "require('./oven');",
  'shop/worker.js': "import mill from './mill.js';",
  'shop/oven.js': '',
  'shop/mill.js': "require('./shared')",
  'shop/shared/index.js': '',
};
const TYPESCRIPT = {
  'shop/src/server.ts': "import { oven } from '@/oven';",
  'shop/src/worker.ts': "const mill = await import('./mill.js');",
  'shop/src/oven.ts': 'export const oven = 1;',
  'shop/src/mill.ts': 'export const mill = 1;',
};
const PYTHON = {
  'shop/catalog.py': 'from bread import loaf',
  'shop/report.py': 'import flour.mill\nfrom .oven import heat',
  'shop/bread/__init__.py': '',
  'shop/bread/loaf.py': '',
  'shop/flour/__init__.py': '',
  'shop/flour/mill.py': 'from . import sack',
  'shop/flour/sack.py': '',
  'shop/oven.py': '',
};
const GO = {
  'shop/go.mod': 'module example.org/shop\n',
  'shop/cmd/api/main.go': 'package main\nimport "example.org/shop/internal/till"',
  'shop/cmd/api/routes.go': 'package main',
  'shop/cmd/worker/main.go': 'package main\nimport "example.org/shop/internal/oven"',
  'shop/internal/till/till.go': 'package till',
  'shop/internal/oven/oven.go': 'package oven',
};
const RUBY = {
  'shop/till.rb': "require 'sinatra'\nrequire_relative 'lib/bread'",
  'shop/config.ru': "require './mill'\nrun Mill",
  'shop/mill.rb': "require 'flour'\n# require_relative 'till'",
  'shop/lib/bread.rb': '',
  'shop/lib/flour.rb': '',
  'shop/config/puma.rb': 'port 3000',
};
const SPLIT_NODE = {
  web: ['shop/mill.js', 'shop/shared/index.js', 'shop/worker.js'],
  worker: ['shop/oven.js', 'shop/server.js'],
};
const SPLIT_TYPESCRIPT = {
  web: ['shop/src/mill.ts', 'shop/src/worker.ts'],
  worker: ['shop/src/oven.ts', 'shop/src/server.ts'],
};
const SPLIT_PYTHON = {
  web: ['shop/flour/__init__.py', 'shop/flour/mill.py', 'shop/flour/sack.py', 'shop/oven.py', 'shop/report.py'],
  worker: ['shop/bread/__init__.py', 'shop/bread/loaf.py', 'shop/catalog.py'],
};

test.each<[string, Texts, Record<string, Running>, Record<string, string[]>]>([
  ['by node', NODE, { web: { command: 'node server.js' }, worker: { command: 'node ./worker.js' } }, SPLIT_NODE],
  [
    'by scripts of package.json',
    NODE,
    {
      web: { command: 'npm start', scripts: { start: 'nodemon --watch shared server.js' } },
      worker: { command: 'yarn work', scripts: { work: 'NODE_ENV=production node -r dotenv/config worker' } },
    },
    SPLIT_NODE,
  ],
  [
    'by a path of the container and a wrapper',
    NODE,
    {
      web: { command: 'tini -- node /app/server.js' },
      worker: { command: 'docker-entrypoint.sh node worker.js', workdir: '/app' },
    },
    SPLIT_NODE,
  ],
  [
    'by compiled files',
    TYPESCRIPT,
    { web: { command: 'node dist/server.js' }, worker: { command: 'tsx watch src/worker.ts' } },
    SPLIT_TYPESCRIPT,
  ],
  [
    'by python',
    PYTHON,
    { web: { command: 'python -u catalog.py' }, worker: { command: 'python -m report' } },
    SPLIT_PYTHON,
  ],
  [
    'by servers of applications',
    PYTHON,
    {
      web: { command: 'gunicorn -w 4 -b :8000 catalog:app' },
      worker: { command: 'celery -A report worker --loglevel info' },
    },
    SPLIT_PYTHON,
  ],
  [
    'by binaries of Go',
    GO,
    { web: { command: '/app/api' }, worker: { command: './worker --queue bread' } },
    {
      web: ['shop/cmd/worker/main.go', 'shop/internal/oven/oven.go'],
      worker: ['shop/cmd/api/main.go', 'shop/cmd/api/routes.go', 'shop/internal/till/till.go'],
    },
  ],
  [
    'by ruby and its servers',
    RUBY,
    { web: { command: 'bundle exec ruby till.rb -p 80' }, worker: { command: 'bundle exec puma -C config/puma.rb' } },
    {
      web: ['shop/config.ru', 'shop/lib/flour.rb', 'shop/mill.rb'],
      worker: ['shop/lib/bread.rb', 'shop/till.rb'],
    },
  ],
])('N248 services of one folder are told apart %s', (_, texts, services, expected) => {
  expect(taken(texts, services)).toEqual(expected);
});

test.each<[string, Texts, string | undefined, string]>([
  ['what it runs itself is not known', NODE, undefined, 'node worker.js'],
  ['a part of its command is not known', NODE, 'prepare && node server.js', 'node worker.js'],
  ['a shell script starts it', NODE, 'sh start.sh', 'node worker.js'],
  [
    'it loads modules by a computed name',
    { ...NODE, 'shop/oven.js': 'require(name)' },
    'node server.js',
    'node worker.js',
  ],
  [
    'it imports a folder',
    { ...NODE, 'shop/oven.js': "import.meta.glob('./*.js')" },
    'node server.js',
    'node worker.js',
  ],
  [
    'it loads a framework that finds modules by itself',
    { ...PYTHON, 'shop/catalog.py': 'os.environ["DJANGO_SETTINGS_MODULE"] = "x"' },
    'python catalog.py',
    'python report.py',
  ],
  [
    'Rails finds its files by itself',
    { ...RUBY, 'shop/config.ru': "require_relative 'config/environment'\nrun Rails.application" },
    'rackup',
    'ruby till.rb',
  ],
  [
    'it starts the other file itself',
    { ...NODE, 'shop/oven.js': "fork(join(__dirname, 'worker.js'))" },
    'node server.js',
    'node worker.js',
  ],
])('N248 a service keeps all files of the folder when %s', (_, texts, web, worker) => {
  expect(taken(texts, { web: { command: web }, worker: { command: worker } }).web).toEqual([]);
});

test.each([
  ['a script', 'scripts/refill.js', 'refill();', 'node server.js', true],
  ['a script of Python beside a program of Node', 'scripts/refill.py', 'refill()', 'node server.js', false],
  ['what a script exports', 'load.js', 'export const refill = 1;', 'node server.js', true],
  ['migrations of a database', 'db/migrate.js', 'refill();', 'node server.js', true],
  [
    'what the command starts first',
    'scripts/refill.js',
    'refill();',
    'node scripts/refill.js && node server.js',
    false,
  ],
  ['all of it, where the command is not known', 'scripts/refill.js', 'refill();', 'serve', false],
  ['configuration that a library loads by itself', 'config/default.js', '', 'node settings.js', false],
  ['a package of the workspace', 'packages/flour/src/mill.js', '', 'node baker.js', false],
  ['an alias of tsconfig.json', 'lib/conf/oven.ts', '', 'node cook.js', false],
])('N245 what the command does not load: %s, %s %j with %s, taken away: %s', (_, path, text, command, isTaken) => {
  const texts = {
    'shop/server.js': '',
    'shop/settings.js': "require('config')",
    'shop/baker.js': "import { mill } from '@shop/grain';",
    'shop/cook.js': "import { heat } from '#warm';",
    'shop/packages/flour/package.json': '{\n  "name": "@shop/grain"\n}',
    'shop/tsconfig.json': '{"compilerOptions": {"paths": {"#warm": ["./lib/conf/oven.ts"]}}}',
    [`shop/${path}`]: text,
  };

  const { web } = taken(texts, { web: { command } });

  expect(web?.includes(`shop/${path}`)).toBe(isTaken);
});

test.each([
  ['load.py', 'python catalog.py', true],
  ['notebooks/load.py', 'python -m catalog', true],
  ['manage.py', 'uvicorn catalog:app', true],
  ['gunicorn.conf.py', 'gunicorn catalog:app', false],
  ['plugins/rye.py', 'python plugged.py', false],
])('N245 what a command of Python does not load: %s with %s, taken away: %s', (path, command, isTaken) => {
  const texts = { ...PYTHON, 'shop/plugged.py': "importlib.import_module('rye')", [`shop/${path}`]: '' };

  const { web } = taken(texts, { web: { command } });

  expect(web?.includes(`shop/${path}`)).toBe(isTaken);
});

const TWO_PROGRAMS = {
  'shop/go.mod': 'module example.org/shop\n',
  'shop/main.go': 'package main\nimport "example.org/shop/internal/oven"',
  'shop/cmd/api/main.go': 'package main\nimport "example.org/shop/internal/till"',
  'shop/cmd/loader/main.go': 'package main',
  'shop/internal/till/till.go': 'package till',
  'shop/internal/oven/oven.go': 'package oven',
  'shop/internal/unused/unused.go': 'package unused',
};

test.each<[string, string, readonly string[]]>([
  ['go build -o /bin/shop .', '/bin/shop', ['shop/main.go', 'shop/internal/oven/oven.go']],
  [
    'CGO_ENABLED=0 go build -ldflags "-s -w" -o /app/main ./cmd/api/main.go',
    '/app/main',
    ['shop/cmd/api/main.go', 'shop/internal/till/till.go'],
  ],
  ['cd cmd/api && go build -o=/renamed', '/srv/other', ['shop/cmd/api/main.go', 'shop/internal/till/till.go']],
  ['go install ./cmd/...', 'loader', ['shop/cmd/loader/main.go']],
  ['go build -o /out/ ./cmd/api ./cmd/loader', '/app/api', ['shop/cmd/api/main.go', 'shop/internal/till/till.go']],
  ['make build', 'loader', ['shop/cmd/loader/main.go']],
  [
    'make build',
    '/app/server',
    [
      'shop/main.go',
      'shop/cmd/api/main.go',
      'shop/cmd/loader/main.go',
      'shop/internal/till/till.go',
      'shop/internal/oven/oven.go',
    ],
  ],
])('N245 an image made by %j runs %s: %j', (run, binary, expected) => {
  const made = [{ words: ['/bin/sh', '-c', run], directory: '/src' }];
  const files = Object.keys(TWO_PROGRAMS).filter((path) => path.endsWith('.go'));
  const commands = [{ words: [binary], scripts: new Map<string, string>(), made }];

  const scopes = runScopes(
    [{ service: 'web', folders: ['shop'], files, commands }],
    new Map(Object.entries(TWO_PROGRAMS)),
  );

  expect(scopes.get('web')?.files).toEqual(files.filter((path) => expected.includes(path)));
});

test('N248 the reason names both services', () => {
  const files = Object.keys(NODE);
  const command = (words: string[]) => [{ words, scripts: new Map<string, string>() }];
  const service = { folders: ['shop'], files };

  const scopes = runScopes(
    [
      { ...service, service: 'web', commands: command(['node', 'server.js']) },
      { ...service, service: 'worker', commands: command(['node', 'worker.js']) },
    ],
    new Map(Object.entries(NODE)),
  );

  expect(scopes.get('web')?.taken[0]).toEqual({
    path: 'shop/worker.js',
    reason: 'worker reaches it from shop/worker.js; shop/server.js does not',
  });
});
