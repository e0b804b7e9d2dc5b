import { describe, expect, it } from 'vitest';
import { commandPorts } from '../../src/compare/command-ports.ts';
import type { NamedScript } from '../../src/compare/started-programs.ts';
import { splitWords } from '../../src/text/shell-words.ts';

const AT = { source: 'dockerfile', path: 'services/counter/Dockerfile', line: 5, column: 1 };
const SCRIPT_AT = { source: 'package-json', path: 'services/counter/package.json', line: 4, column: 5 };

function read(command: string, scripts: Readonly<Record<string, string>> = {}) {
  const named = new Map<string, NamedScript>(
    Object.entries(scripts).map(([name, text]) => [name, { text, at: SCRIPT_AT }]),
  );
  return commandPorts(splitWords(command), { at: AT, scripts: named });
}

describe('the port that a command line gives its server', () => {
  it.each([
    ['gunicorn -b 0.0.0.0:8000 ledger:app', '8000'],
    ['gunicorn --bind=:8000 ledger:app', '8000'],
    ['gunicorn -w 4 -b [::]:8080 ledger:app', '8080'],
    ['uvicorn ledger:app --host 0.0.0.0 --port 80', '80'],
    ['uvicorn ledger:app --port=8080', '8080'],
    ['python -m uvicorn ledger:app --port 9000', '9000'],
    ['hypercorn ledger:app --bind 0.0.0.0:8443', '8443'],
    ['flask run -p 5000', '5000'],
    ['flask --app ledger run --host=0.0.0.0 --port=5001', '5001'],
    ['python3 -m flask run -p 5002', '5002'],
    ['python manage.py runserver 0.0.0.0:8000', '8000'],
    ['python -u manage.py runserver', '8000'],
    ['python -m http.server 9000', '9000'],
    ['waitress-serve --listen=*:8041 ledger:app', '8041'],
    ['rails s -b 0.0.0.0 -p 3001', '3001'],
    ['bundle exec puma -p 9292', '9292'],
    ['next start -p 3000', '3000'],
    ['npx next start --port 3100', '3100'],
    ['http-server ./dist -p 8082', '8082'],
    ['serve -s build -l 5050', '5050'],
    ['php -S 0.0.0.0:8088 -t public', '8088'],
    ['php artisan serve --host=0.0.0.0 --port=8001', '8001'],
    ['php -d memory_limit=1G artisan octane:start', '8000'],
    ['exec gunicorn -b :8000 ledger:app', '8000'],
    ['poetry run gunicorn -b :8000 ledger:app', '8000'],
    ["sh -c 'python manage.py migrate && gunicorn -b :8000 ledger.wsgi'", '8000'],
    ['tini -- /usr/local/bin/gunicorn -b :8000 ledger:app', '8000'],
    ['PORT=4100 next start', '4100'],
  ])('%s', (command, port) => {
    expect(read(command)).toMatchObject({ kind: 'server', port: { kind: 'literal', text: port }, at: AT });
  });

  it.each([
    ["sh -c 'gunicorn -b :$PORT ledger:app'", { kind: 'variable', name: 'PORT' }],
    ["sh -c 'gunicorn -b 0.0.0.0:${PORT:-8000} ledger:app'", { kind: 'variable', name: 'PORT', fallback: '8000' }],
    ['uvicorn ledger:app --port $(APP_PORT)', { kind: 'variable', name: 'APP_PORT' }],
    ['next start', { kind: 'variable', name: 'PORT', fallback: '3000' }],
    ['flask run', { kind: 'variable', name: 'FLASK_RUN_PORT', fallback: '5000' }],
    ['gunicorn -c gunicorn.conf.py ledger:app', { kind: 'computed' }],
    ['gunicorn -b unix:/run/ledger.sock ledger:app', { kind: 'computed' }],
  ])('%s is decided by the environment or elsewhere', (command, port) => {
    expect(read(command)).toMatchObject({ kind: 'server', port, at: AT });
  });

  it.each([
    'node server.js',
    'python ledger.py --port 9000',
    './counter -port 8080',
    'npm start',
    'java -jar till.jar',
  ])('%s leaves it to the code', (command) => {
    expect(read(command)).toEqual({ kind: 'code', sets: new Map() });
  });

  it.each(['celery -A ledger worker', 'bundle exec sidekiq', 'python -m celery -A ledger beat'])(
    '%s listens on nothing',
    (command) => {
      expect(read(command)).toEqual({ kind: 'worker' });
    },
  );

  it('knows what the command itself sets for the code', () => {
    expect(read("sh -c 'PORT=80 node server.js'")).toEqual({ kind: 'code', sets: new Map([['PORT', '80']]) });
  });
});

describe('scripts of package.json', () => {
  const scripts = { start: 'next start -p 3000', serve: 'npm run web', web: 'cross-env PORT=4000 http-server dist' };

  it.each([
    ['npm start', '3000'],
    ['npm run start', '3000'],
    ['yarn start', '3000'],
    ['pnpm start', '3000'],
    ['node --run start', '3000'],
    ['npm start -- -p 3200', '3200'],
    ['npm run serve', '4000'],
    ["sh -c 'npm run migrate && npm run --silent start'", '3000'],
  ])('%s', (command, port) => {
    expect(read(command, scripts)).toMatchObject({
      kind: 'server',
      port: { kind: 'literal', text: port },
      at: SCRIPT_AT,
    });
  });

  it('that call themselves end', () => {
    expect(read('npm start', { start: 'npm start' })).toMatchObject({ kind: 'code' });
  });
});

describe('servers of files', () => {
  it.each([
    ['http-server dist', true],
    ['npx serve -s build', true],
    ['gunicorn -b :8000 ledger:app', false],
    ['node server.js', false],
  ])('%s: %s', (command, is) => {
    const started = commandPorts(splitWords(command), { at: AT, scripts: new Map() });

    expect(started.kind === 'server' && started.files).toBe(is);
  });
});

describe('properties that a java command sets', () => {
  it.each([
    ['java -Dserver.port=9090 -jar shop.jar', 'SERVER_PORT', '9090'],
    ['java -jar shop.jar --server.port=9091', 'SERVER_PORT', '9091'],
    ['java -Xmx512m -Dquarkus.http.port=8081 -jar run.jar', 'QUARKUS_HTTP_PORT', '8081'],
  ])('%s sets %s', (command, name, text) => {
    const ports = read(command);

    expect(ports.kind === 'code' && ports.sets.get(name)).toBe(text);
  });
});
