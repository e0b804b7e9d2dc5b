import { noServerFacts, type ServerFacts } from '../shape/server-facts.ts';
import { caddyServer, isCaddyfile } from './caddyfile.ts';
import { haproxyServer, isHaproxyConfig } from './haproxy.ts';
import { isNginxConfig, isNginxTemplate, nginxServer } from './nginx.ts';

/** One file of a web server's configuration, and where its container has it. */
export interface ServerText {
  readonly path: string;
  readonly text: string;
  readonly placedAt: string;
}

/** Whether a web server takes what lies at a path of its container for configuration. */
export function isServerConfig(path: string): boolean {
  return isNginxConfig(path) || isCaddyfile(path) || isHaproxyConfig(path);
}

/** What all the configuration of a container's web server says. */
export function webServer(texts: readonly ServerText[]): ServerFacts {
  const nginx = texts.filter(({ placedAt }) => isNginxConfig(placedAt));
  const caddy = texts.filter(({ placedAt }) => isCaddyfile(placedAt));
  const haproxy = texts.filter(({ placedAt }) => isHaproxyConfig(placedAt));
  const configs = nginx.map((each) => ({ ...each, isTemplate: isNginxTemplate(each.placedAt) }));
  return joinServers([
    ...(configs.length > 0 ? [nginxServer(configs)] : []),
    ...caddy.map(caddyServer),
    ...haproxy.map(haproxyServer),
  ]);
}

export function joinServers(all: readonly ServerFacts[]): ServerFacts {
  return all.reduce(
    (before, each) => ({
      listens: [...before.listens, ...each.listens],
      routes: [...before.routes, ...each.routes],
      calls: [...before.calls, ...each.calls],
      reads: [...before.reads, ...each.reads],
    }),
    noServerFacts(),
  );
}
