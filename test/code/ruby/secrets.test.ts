import { expect, test } from 'vitest';
import { ruby } from '../../../src/code/ruby/ruby.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in the code or in files of YAML', async () => {
  const texts = {
    'shop.rb': [
      `PASSWORD = ENV.fetch('DB_PASSWORD', '${CANARY}')`,
      `PG.connect("postgres://baker:${CANARY}@db:5432/shop")`,
      `PG.connect(host: 'db', password: '${CANARY}', dbname: 'shop')`,
      `Redis.new(url: ENV.fetch('REDIS_URL', 'redis://:${CANARY}@cache:6379'))`,
      `Redis.new(url: "redis://:${CANARY}@#{ENV['CACHE_HOST']}:6379")`,
      `Bunny.new('amqp://baker:${CANARY}@rabbit')`,
      `Mongo::Client.new('mongodb://baker:${CANARY}@mongo:27017/shop')`,
      `Faraday.get('https://baker:${CANARY}@flour.example/price')`,
      `config.action_mailer.smtp_settings = { address: 'mail', password: '${CANARY}' }`,
    ].join('\n'),
    'config/database.yml': [
      'production:',
      '  adapter: postgresql',
      `  url: postgres://baker:${CANARY}@db/shop`,
      `  password: <%= ENV.fetch("SHOP_PASSWORD") { "${CANARY}" } %>`,
    ].join('\n'),
    'config/cable.yml': `production:\n  url: redis://:${CANARY}@cable:6379/1\n`,
    'config/settings.yml': `mill:\n  url: https://baker:${CANARY}@mill.example\n  password: ${CANARY}\n`,
    'mill.rb': 'Faraday.get(Settings.mill.url)\nFaraday.get(Settings.mill.password)\n',
  };
  const { files, secrets } = contextWith(texts);

  const { facts, problems } = await scanCode(Object.keys(texts), [ruby], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(11);
});
