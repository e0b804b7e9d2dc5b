import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestsIn } from '../../src/text/http-requests.ts';

const sh = (text: string) => ['/bin/sh', '-c', text];

describe('requests that a command makes to its own container', () => {
  it.each([
    [['curl', '-f', 'http://localhost:8080/healthz'], [{ port: 8080, path: '/healthz' }]],
    [sh('curl -fsS http://localhost:8080/healthz || exit 1'), [{ port: 8080, path: '/healthz' }]],
    [sh('curl --fail "http://127.0.0.1:3000/ready?deep=1" > /dev/null 2>&1'), [{ port: 3000, path: '/ready' }]],
    [sh('curl -f localhost:8080/ready'), [{ port: 8080, path: '/ready' }]],
    [sh('curl -f localhost'), [{ port: 80, path: '/' }]],
    [sh('curl -fk https://localhost/ready'), [{ port: 443, path: '/ready' }]],
    [sh('curl -f http://[::1]:8080'), [{ port: 8080, path: '/' }]],
    [sh('curl -H "Host: localhost:1" -o /dev/null http://0.0.0.0:8080/'), [{ port: 8080, path: '/' }]],
    [
      sh('curl http://$HOSTNAME:8080/a && curl http://$(hostname):8081/b'),
      [
        { port: 8080, path: '/a' },
        { port: 8081, path: '/b' },
      ],
    ],
    [['wget', '--spider', '-q', 'http://localhost:9090/-/healthy'], [{ port: 9090, path: '/-/healthy' }]],
    [['wget', '-qO-', 'http://localhost:9090/a'], [{ port: 9090, path: '/a' }]],
    [['/usr/bin/busybox', 'wget', '-q', '-O', '-', 'localhost:80/a'], [{ port: 80, path: '/a' }]],
    [['timeout', '5', 'bash', '-lc', 'curl -s localhost:5000/x'], [{ port: 5000, path: '/x' }]],
    [sh('nc -z localhost 5432'), [{ port: 5432, path: '' }]],
    [sh("bash -c '</dev/tcp/127.0.0.1/6379'"), [{ port: 6379, path: '' }]],
    [['grpc_health_probe', '-addr=:50051'], [{ port: 50051, path: '' }]],
    [
      ['node', '-e', "fetch('http://localhost:3000/health').then(r => process.exit(r.ok ? 0 : 1))"],
      [{ port: 3000, path: '/health' }],
    ],
    [
      ['node', '-e', "require('http').get({host: 'localhost', port: 3000, path: '/health'})"],
      [{ port: 3000, path: '/health' }],
    ],
    [
      ['python', '-c', 'import urllib.request as r; r.urlopen("http://127.0.0.1:5000/up")'],
      [{ port: 5000, path: '/up' }],
    ],
    [['/app/check', 'http://localhost:8080/up'], [{ port: 8080, path: '/up' }]],
    [sh('curl -f http://localhost:$PORT/up'), []],
    [sh('curl -f http://oven:8080/up'), []],
    [sh('curl -f http://localhost.bakery.example:8080/up'), []],
    [sh('pg_isready -U shop'), []],
    [['node', '-e', "require('http').get({host: 'oven', port: 3000, path: '/health'})"], []],
    [[], []],
  ])('reads %j', (words, requests) => {
    expect(requestsIn(words)).toEqual(requests);
  });

  it('names the same request once', () => {
    expect(requestsIn(sh('curl localhost:80/a || wget localhost:80/a'))).toEqual([{ port: 80, path: '/a' }]);
  });

  it('gives a result for any words', () => {
    const word = fc.constantFrom(
      'sh',
      '-c',
      'curl',
      'nc',
      'http://localhost',
      ':80',
      '/a',
      '"',
      "'",
      '||',
      '$(',
      'node',
      '{port:1',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        for (const { port } of requestsIn([...words, words.join(' ')])) expect(Number.isInteger(port)).toBe(true);
      }),
    );
  });
});

describe('requests that a command makes to its container by a name of its own', () => {
  it.each([
    [sh('curl -f http://counter:8080/healthz'), [{ port: 8080, path: '/healthz' }]],
    [['wget', '-qO-', 'http://crumb-counter/'], [{ port: 80, path: '/' }]],
    [sh('nc -z counter 5432'), [{ port: 5432, path: '' }]],
    [['node', '-e', "fetch('http://counter:3000/up')"], [{ port: 3000, path: '/up' }]],
    [['node', '-e', "fetch('http://counter-db:3000/up')"], []],
    [sh('curl -f http://oven:8080/healthz'), []],
    [sh('curl -f http://counter.example.com/healthz'), []],
  ])('%j', (words, requests) => {
    expect(requestsIn(words, ['counter', 'crumb-counter'])).toEqual(requests);
  });
});
