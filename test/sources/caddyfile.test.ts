import { describe, expect, it } from 'vitest';
import { noCodeFacts } from '../../src/shape/code-facts.ts';
import { caddyServer, isCaddyfile } from '../../src/sources/caddyfile.ts';
import { linesOfFacts } from '../helpers/code-fact-lines.ts';

function linesOf(text: string): string[] {
  return linesOfFacts({ ...noCodeFacts(), ...caddyServer({ path: 'Caddyfile', text }) });
}

describe('N254 N255 the configuration of Caddy', () => {
  it('says its ports, paths, hosts and variables', () => {
    const text = [
      '{',
      '\tadmin off',
      '\temail {$ACME_EMAIL:baker@bakery.example}',
      '}',
      '',
      '# :9999 {',
      ':{$PORT:8080} {',
      '\thandle /api/* {',
      '\t\treverse_proxy orders:8000 {$SPARE_ORDERS}',
      '\t}',
      '\thandle_path /cakes/* {',
      '\t\treverse_proxy {',
      '\t\t\tto http://{$CAKES_HOST}:9000',
      '\t\t}',
      '\t}',
      '\thandle {',
      '\t\troot * /srv',
      '\t\ttry_files {path} /index.html',
      '\t\tfile_server',
      '\t}',
      '\theader X-Baker {env.BAKER_NAME}',
      '}',
      '',
      'shop.example, http://plain.example {',
      '\treverse_proxy localhost:3000 unix//run/shop.sock',
      '}',
    ].join('\n');

    expect(linesOf(text)).toEqual([
      'read ACME_EMAIL default="baker@bakery.example"@3:8 need=optional when=start type=unknown via=Caddyfile Caddyfile:3:8',
      'read PORT default="8080"@7:2 need=optional when=start type=unknown via=Caddyfile Caddyfile:7:2',
      'read SPARE_ORDERS need=required when=start type=unknown via=Caddyfile Caddyfile:9:29',
      'read CAKES_HOST need=required when=start type=unknown via=Caddyfile Caddyfile:13:14',
      'read BAKER_NAME need=required when=later type=unknown via=Caddyfile Caddyfile:21:17',
      'listen PORT|8080 Caddyfile:7:1',
      'listen "443" Caddyfile:24:1',
      'listen "80" Caddyfile:24:15',
      'route * /api/* Caddyfile:8:9',
      'route * /cakes/* Caddyfile:11:14',
      'route * /* Caddyfile:19:3',
      'route * /* Caddyfile:25:2',
      'call http "orders:8000" Caddyfile:9:17',
      'call http SPARE_ORDERS Caddyfile:9:29',
      'call http http://{CAKES_HOST}:9000 Caddyfile:13:7',
    ]);
  });

  it('is one site without braces', () => {
    expect(linesOf(':3000\n\nroot * /srv\nreverse_proxy /api/* orders:8000\nfile_server\n')).toEqual([
      'listen "3000" Caddyfile:1:1',
      'route * /api/* Caddyfile:4:15',
      'route * /* Caddyfile:5:1',
      'call http "orders:8000" Caddyfile:4:22',
    ]);
  });

  it.each(['', '{', '}', ':80 {\n', '"', 'a {\nb {\n}', '{$', ':{$PORT'])('reads as far as it goes: %j', (text) => {
    expect(() => caddyServer({ path: 'Caddyfile', text })).not.toThrow();
  });

  it('lies where its image reads it', () => {
    expect(['/etc/caddy/Caddyfile', '/etc/caddy/', '/app/Caddyfile'].every(isCaddyfile)).toBe(true);
    expect(['/etc/caddy-data', '/srv/index.html'].some(isCaddyfile)).toBe(false);
  });
});
