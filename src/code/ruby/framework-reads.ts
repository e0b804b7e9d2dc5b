import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { fieldOf } from '../syntax.ts';
import { settingsFromEnvironment } from './config-gem.ts';
import { railsMode, STANDARD_MODE } from './modes.ts';
import type { Reading } from './reading.ts';
import { silentSetting } from './silent-settings.ts';
import { constantName, type RbNode } from './syntax.ts';

/** What Rails, Sidekiq and the config gem read without a line of the service's own (N244). */
export function frameworkReads(reading: Reading): EnvironmentRead[] {
  return [...railsReads(reading), ...masterKey(reading), ...redisReads(reading), ...settingsFromEnvironment(reading)];
}

/** The mode, and the key that signs what browsers keep: without it, or the key of the file that holds it, nothing starts. */
function railsReads(reading: Reading): EnvironmentRead[] {
  const { file, context } = reading;
  const application = file.classes.find(({ base }) => /^(::)?Rails::Application$/.test(base));
  const name = application && fieldOf(application.node, 'name');
  if (name === undefined) return [];
  const at = file.originOf(name);
  const mode: EnvironmentRead = {
    ...read(reading, name, 'RAILS_ENV'),
    default: { value: context.secrets.value('RAILS_ENV', STANDARD_MODE), at },
    need: 'optional',
    alternatives: ['RACK_ENV'],
  };
  if (silentSetting(reading, 'secretKey') !== undefined) return [mode];
  const alternatives = ['RAILS_MASTER_KEY', 'SECRET_KEY_BASE_DUMMY'];
  return [mode, { ...read(reading, name, 'SECRET_KEY_BASE'), alternatives, mode: railsMode('production') }];
}

/** `config.require_master_key = true` */
function masterKey(reading: Reading): EnvironmentRead[] {
  const node = reading.file.nodes.find(
    (each) =>
      each.type === 'assignment' &&
      /\.require_master_key$/.test(fieldOf(each, 'left')?.text ?? '') &&
      fieldOf(each, 'right')?.type === 'true',
  );
  return node ? [{ ...read(reading, node, 'RAILS_MASTER_KEY'), mode: railsMode('production') }] : [];
}

/** `Redis.new` without a word, and the workers of Sidekiq where nothing says another address. */
function redisReads(reading: Reading): EnvironmentRead[] {
  const { file } = reading;
  const made = file.calls.find(
    ({ name, receiver, args, options, isOpen }) =>
      name === 'new' && constantName(receiver) === 'Redis' && args.length === 0 && options.size === 0 && !isOpen,
  );
  if (made) return [{ ...read(reading, made.node, 'REDIS_URL'), via: 'redis' }];
  const isTold = silentSetting(reading, 'sidekiqRedis') !== undefined;
  const worker = isTold
    ? undefined
    : file.calls.find(
        ({ name, args }) => name === 'include' && /^(::)?Sidekiq::(Worker|Job)$/.test(args[0]?.text ?? ''),
      );
  return worker
    ? [{ ...read(reading, worker.node, 'REDIS_URL'), alternatives: ['REDIS_PROVIDER'], via: 'sidekiq' }]
    : [];
}

function read({ file }: Reading, node: RbNode, name: string): EnvironmentRead {
  return {
    name,
    dynamic: false,
    at: file.originOf(node),
    need: 'required',
    when: 'start',
    conditional: false,
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via: 'rails',
    implied: true,
  };
}
