import { describe, expect, it } from 'vitest';
import { noCodeFacts } from '../../src/shape/code-facts.ts';
import { isNginxConfig, nginxListens, nginxServer } from '../../src/sources/nginx.ts';
import { linesOfFacts } from '../helpers/code-fact-lines.ts';

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

describe('N253 N254 what nginx hands on and takes', () => {
  const linesOf = (text: string, isTemplate = false) =>
    linesOfFacts({ ...noCodeFacts(), ...nginxServer([{ path: 'shop.conf', text, isTemplate }]), listens: [] });

  it('is the hosts of its upstreams and the paths of its locations', () => {
    const text = [
      'upstream orders { server orders:8000 weight=2; server unix:/run/orders.sock; }',
      'map $http_upgrade $connection { default upgrade; }',
      'server {',
      '  set $cakes "http://cakes:9000";',
      '  # proxy_pass http://commented;',
      '  location / { try_files $uri /index.html; }',
      '  location = /healthz { return 200; }',
      '  location ^~ /api/ { proxy_pass http://orders/; }',
      '  location ~ ^/cakes/(.*)$ { proxy_pass $cakes/$1; }',
      '  location ~ \\.php$ { fastcgi_pass php:9000; }',
      '  location /old { proxy_pass http://$host/new; }',
      '  location /here { proxy_pass http://127.0.0.1:3000; }',
      '  location /secret { deny all; }',
      '  location @named { proxy_pass https://fallback$request_uri; }',
      '}',
    ].join('\n');

    expect(linesOf(text)).toEqual([
      'route * /* shop.conf:6:3',
      'route * /healthz shop.conf:7:3',
      'route * /api/* shop.conf:8:3',
      'route * /cakes/* shop.conf:9:3',
      'route * /* shop.conf:10:3',
      'route * /old* shop.conf:11:3',
      'route * /here* shop.conf:12:3',
      'call http "orders:8000" shop.conf:1:26',
      'call http "http://cakes:9000/" shop.conf:9:41',
      'call fastcgi "php:9000" shop.conf:10:36',
      'call http "https://fallback" shop.conf:14:32',
    ]);
  });

  it('is read from the environment where a template says so', () => {
    const text =
      'server { listen ${PORT}; server_name $SHOP_NAME; # ${IN_A_REMARK}\n  location / { proxy_pass http://${API_HOST}:8000; add_header X $host; }\n}';

    expect(linesOf(text, true)).toEqual([
      'read PORT need=enforced when=start type=unknown via=envsubst shop.conf:1:17',
      'read SHOP_NAME need=enforced when=start type=unknown via=envsubst shop.conf:1:38',
      'read API_HOST need=enforced when=start type=unknown via=envsubst shop.conf:2:34',
      'route * /* shop.conf:2:3',
      'call http http://{API_HOST}:8000 shop.conf:2:27',
    ]);
    expect(linesOf(text).filter((line) => line.startsWith('read'))).toEqual([]);
  });

  it.each(['', '{', '}', 'server {', 'upstream', 'location', '"', 'server { location ~', 'set $a', 'a;{;}'])(
    'is read as far as it goes: %j',
    (text) => {
      expect(() => linesOf(text, true)).not.toThrow();
    },
  );
});
