// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { all, replace, rewrite, write } from '../edit.ts';
import type { HarmlessRewrite } from '../operator.ts';

const SETTINGS = 'services/web/src/settings.js';
const WORKER = 'services/worker/src/worker.js';
const MAIN = 'services/catalog/main.py';
const PYTHON = 'services/catalog/settings.py';
const GO = 'services/orders/settings.go';

export const codeRewrites: readonly HarmlessRewrite[] = [
  {
    id: 'process.env by subscript',
    because: 'the same variable is read (N241)',
    edit: rewrite(SETTINGS, (text) => text.replace(/process\.env\.(\w+)/g, "process.env['$1']")),
  },
  {
    id: 'process.env by an optional chain',
    because: 'the same variable is read (N241)',
    edit: rewrite(WORKER, (text) => text.replace(/process\.env\.(\w+)/g, 'process.env?.$1')),
  },
  {
    id: 'destructuring in place of fields',
    because: 'the same variable is read (N241)',
    edit: all(
      replace(
        WORKER,
        'const { AMQP_URL, DATABASE_URL } = process.env;',
        'const { AMQP_URL, DATABASE_URL, ORDER_QUEUE: queue } = process.env;',
      ),
      replace(WORKER, 'const queue = process.env.ORDER_QUEUE;\n', ''),
    ),
  },
  {
    id: 'fields in place of destructuring',
    because: 'the same variable is read (N241)',
    edit: replace(
      SETTINGS,
      "const { UPLOAD_DIR = '/data/uploads', OPENING_HOURS_FILE = '/etc/bakery/opening-hours.json' } = process.env;",
      "const UPLOAD_DIR = process.env.UPLOAD_DIR ?? '/data/uploads';\nconst OPENING_HOURS_FILE = process.env.OPENING_HOURS_FILE || '/etc/bakery/opening-hours.json';",
    ),
  },
  {
    id: 'an alias of process.env',
    because: 'the same variable is read (N241)',
    edit: rewrite(SETTINGS, (text) =>
      text
        .replace(
          "import { required } from './required.js';\n",
          "import { env } from 'node:process';\nimport { required } from './required.js';\n",
        )
        .replace(/process\.env\b/g, 'env'),
    ),
  },
  {
    id: 'the helper written out',
    because: 'the same variable is read and required',
    edit: rewrite(SETTINGS, (text) =>
      text
        .replace(/required\('(SESSION_SECRET)'\)/, "process.env.$1 ?? fail('$1')")
        .concat('\nfunction fail(name) {\n  throw new Error(`${name} is not set`);\n}\n'),
    ),
  },
  {
    id: 'another helper in another file',
    because: 'the same variable is read with the same default',
    edit: all(
      write(
        'services/web/src/number.js',
        'export function numberOr(name, fallback) {\n  const text = process.env[name];\n  return text === undefined ? fallback : Number(text);\n}\n',
      ),
      replace(SETTINGS, 'import { required }', "import { numberOr } from './number.js';\nimport { required }"),
      replace(SETTINGS, "Number.parseInt(process.env.CACHE_SECONDS ?? '60', 10)", "numberOr('CACHE_SECONDS', 60)"),
    ),
  },
  {
    id: 'a constant for a default',
    because: 'the same default',
    edit: all(
      replace(SETTINGS, 'export const settings', 'const DEFAULT_PORT = 3000;\n\nexport const settings'),
      replace(SETTINGS, 'process.env.PORT ?? 3000', 'process.env.PORT ?? DEFAULT_PORT'),
    ),
  },
  {
    id: 'CommonJS in place of modules',
    because: 'the same variables are read',
    edit: all(
      replace('services/web/package.json', '"type": "module"', '"type": "commonjs"'),
      rewrite('services/web/src/required.js', commonJs),
      rewrite(SETTINGS, commonJs),
      rewrite('services/web/src/cache.js', commonJs),
      rewrite('services/web/src/session.js', commonJs),
      rewrite('services/web/src/server.js', commonJs),
    ),
  },
  {
    id: 'os.getenv for os.environ.get',
    because: 'the same variable is read (N241)',
    edit: rewrite(PYTHON, (text) => text.replace('os.environ.get("DB_PORT", "5432")', 'os.getenv("DB_PORT", "5432")')),
  },
  {
    id: 'names imported from os',
    because: 'the same variable is read (N241)',
    edit: all(
      rewrite(MAIN, (text) =>
        text
          .replace('import os\n', '')
          .replace('import sys\n', 'import sys\nfrom os import environ, getenv\n')
          .replaceAll('os.environ', 'environ')
          .replaceAll('os.getenv', 'getenv'),
      ),
    ),
  },
  {
    id: 'the helper in place of a subscript',
    because: 'the same variable is read and required',
    edit: rewrite(PYTHON, (text) => text.replace('os.environ["DB_USER"]', 'required("DB_USER")')),
  },
  {
    id: 'a default by or',
    because: 'the same default (N243)',
    edit: replace(MAIN, 'os.getenv("PAGE_SIZE", "50")', 'os.getenv("PAGE_SIZE") or "50"'),
  },
  {
    id: 'os.LookupEnv for os.Getenv',
    because: 'the same variable is read and required',
    edit: replace(
      GO,
      '\tvalue := os.Getenv(name)\n\tif value == "" {\n',
      '\tvalue, found := os.LookupEnv(name)\n\tif !found || value == "" {\n',
    ),
  },
  {
    id: 'a read without the helper in Go',
    because: 'the same variable is read',
    edit: replace(GO, 'mustGetenv("ORDER_QUEUE")', 'os.Getenv("ORDER_QUEUE")'),
  },
  {
    id: 'names of variables in comments and strings',
    because: 'a name in words is no read (N246)',
    edit: all(
      rewrite(
        WORKER,
        (text) => `// process.env.OVEN_HEAT was read here once; see also os.environ["OVEN_HEAT"].\n${text}`,
      ),
      replace(
        WORKER,
        "'worker waits for orders'",
        "'worker waits for orders, set process.env.OVEN_WAIT to change that'",
      ),
    ),
  },
  {
    id: 'reads in tests',
    because: 'the image does not run them (N245)',
    edit: all(
      write(
        'services/web/test/server.test.js',
        "import test from 'node:test';\ntest('bakes', () => process.env.TEST_OVEN.length);\n",
      ),
      write('services/catalog/tests/test_main.py', 'import os\n\nOVEN = os.environ["TEST_OVEN"]\n'),
      write(
        'services/orders/main_test.go',
        'package main\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestOven(t *testing.T) {\n\tif os.Getenv("TEST_OVEN") == "" {\n\t\tt.Skip()\n\t}\n}\n',
      ),
    ),
  },
  {
    id: 'an example of the settings',
    because: 'its values are nobody’s (N183)',
    edit: write(
      '.env.example',
      'SHOP_VERSION=\nWEB_PORT=\nDB_PASSWORD=\nQUEUE_PASSWORD=\nOBJECTS_PASSWORD=\nSESSION_SECRET=\n',
    ),
  },
];

/** A module of the web service in the older form; its imports and exports are of the plain kinds only. */
function commonJs(text: string): string {
  const exported = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map((match) => match[1]);
  const body = text
    .replace(/^import (\{[^}]+\}) from ('[^']+');$/gm, 'const $1 = require($2);')
    .replace(/^export (const|function)/gm, '$1');
  return exported.length === 0 ? body : `${body}\nmodule.exports = { ${exported.join(', ')} };\n`;
}
