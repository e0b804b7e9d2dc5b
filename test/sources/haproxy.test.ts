import { describe, expect, it } from 'vitest';
import { noCodeFacts } from '../../src/shape/code-facts.ts';
import { haproxyServer, isHaproxyConfig } from '../../src/sources/haproxy.ts';
import { linesOfFacts } from '../helpers/code-fact-lines.ts';

const linesOf = (text: string) => linesOfFacts({ ...noCodeFacts(), ...haproxyServer({ path: 'haproxy.cfg', text }) });

describe('N254 N255 the configuration of HAProxy', () => {
  it('says its ports, servers and variables', () => {
    const text = [
      'global',
      '  stats socket /run/haproxy.sock mode 600',
      'frontend shop',
      '  bind *:8080,:8443 # bind :9999',
      '  bind "0.0.0.0:${ADMIN_PORT}"',
      '  bind /run/shop.sock',
      '  use_backend orders if { path_beg /orders }',
      'backend orders',
      '  default-server inter=3s',
      '  server one orders:8000 check',
      '  server two "${SPARE_HOST}:8000" check backup',
      '  server here 127.0.0.1:9000',
    ].join('\n');

    expect(linesOf(text)).toEqual([
      'read ADMIN_PORT need=required when=start type=unknown via=haproxy haproxy.cfg:5:17',
      'read SPARE_HOST need=required when=start type=unknown via=haproxy haproxy.cfg:11:15',
      'listen "8080" haproxy.cfg:4:8',
      'listen "8443" haproxy.cfg:4:8',
      'listen ADMIN_PORT haproxy.cfg:5:9',
      'call tcp "orders:8000" haproxy.cfg:10:14',
      'call tcp {SPARE_HOST}:8000 haproxy.cfg:11:15',
    ]);
  });

  it('lies where its image reads it', () => {
    expect(isHaproxyConfig('/usr/local/etc/haproxy/haproxy.cfg')).toBe(true);
    expect(isHaproxyConfig('/etc/haproxy/certs/shop.pem')).toBe(false);
  });
});
