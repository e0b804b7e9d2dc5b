import { type ComposeNode, textOf } from './node.ts';
import { splitPort } from './port-syntax.ts';
import { splitVolume } from './volume-syntax.ts';

const BY_TEXT =
  /^services\.\*\.(expose|links|profiles|tmpfs|dns|dns_opt|dns_search|cap_add|cap_drop|networks\.\*\.aliases)$/;

/** What makes an item of a list unique, so that a later one replaces it; undefined when every item counts. */
export function uniqueKeyOf(item: ComposeNode, path: string): string | undefined {
  if (BY_TEXT.test(path)) return item.kind === 'scalar' ? item.text : undefined;
  switch (path) {
    case 'services.*.ports':
      return portKey(item);
    case 'services.*.volumes':
      return item.kind === 'scalar' ? splitVolume(item.text)?.target : textOf(item, 'target');
    case 'services.*.secrets':
      return mountKey(item, '/run/secrets/');
    case 'services.*.configs':
      return mountKey(item, '/');
    case 'services.*.env_file':
      return item.kind === 'scalar' ? item.text : textOf(item, 'path');
    default:
      return undefined;
  }
}

/** One host port of one container port counts once, in whichever form. */
function portKey(item: ComposeNode): string | undefined {
  if (item.kind === 'scalar') {
    const short = splitPort(item.text);
    return short === undefined
      ? item.text
      : `${short.hostIp ?? ''}:${short.published ?? ''}:${short.target}/${short.protocol}`;
  }
  const part = (key: string) => textOf(item, key) ?? '';
  return item.kind === 'map'
    ? `${part('host_ip')}:${part('published')}:${part('target')}/${part('protocol').toUpperCase() || 'TCP'}`
    : undefined;
}

function mountKey(item: ComposeNode, folder: string): string | undefined {
  const name = item.kind === 'scalar' ? item.text : (textOf(item, 'target') ?? textOf(item, 'source'));
  if (name === undefined) return undefined;
  return name.startsWith('/') ? name : `${folder}${name}`;
}
