import { describe, expect, it } from 'vitest';
import { isNginxConfig, nginxListens } from '../../src/sources/nginx.ts';

function ports(text: string) {
  return nginxListens('window/nginx.conf', text).map(({ port }) => port);
}

describe('ports that an nginx configuration listens on', () => {
  it.each([
    ['listen 80;', '80'],
    ['listen 8080 default_server;', '8080'],
    ['listen [::]:443 ssl http2;', '443'],
    ['listen 127.0.0.1:9000;', '9000'],
    ['listen 0.0.0.0;', '80'],
    ['server { listen 81; server_name bread.example; }', '81'],
  ])('%s', (text, port) => {
    expect(ports(text)).toEqual([{ kind: 'literal', text: port }]);
  });

  it.each([
    ['listen ${WINDOW_PORT};', { kind: 'variable', name: 'WINDOW_PORT' }],
    ['listen [::]:${WINDOW_PORT} default_server;', { kind: 'variable', name: 'WINDOW_PORT' }],
    ['listen $PORT;', { kind: 'variable', name: 'PORT' }],
  ])('%s is filled in by envsubst', (text, port) => {
    expect(ports(text)).toEqual([port]);
  });

  it('leaves out comments, sockets and other directives', () => {
    expect(ports('# listen 81;\nlisten unix:/run/nginx.sock;\nproxy_pass http://listen:80;\n')).toEqual([]);
  });

  it('say where they stand', () => {
    expect(nginxListens('window/nginx.conf', 'server {\n    # the shop window\n    listen 80;\n}\n')).toEqual([
      {
        port: { kind: 'literal', text: '80' },
        at: { source: 'nginx', path: 'window/nginx.conf', line: 3, column: 5 },
      },
    ]);
  });
});

describe('places where nginx reads its configuration', () => {
  it.each([
    ['/etc/nginx/nginx.conf', true],
    ['/etc/nginx/conf.d/', true],
    ['/etc/nginx/conf.d/default.conf', true],
    ['/etc/nginx/templates/default.conf.template', true],
    ['/etc/nginx', true],
    ['/etc/nginx/html', false],
    ['/usr/share/nginx/html', false],
  ])('%s: %s', (path, is) => {
    expect(isNginxConfig(path)).toBe(is);
  });
});
