import { expect, test } from 'vitest';
import { php } from '../../../src/code/php/php.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in the code or in configuration files', async () => {
  const texts = {
    'shop.php': [
      '<?php',
      `$password = getenv('DB_PASSWORD') ?: '${CANARY}';`,
      `new PDO('mysql:host=db;dbname=shop;user=baker;password=${CANARY}');`,
      `new PDO(getenv('PDO_DSN') ?: 'mysql:host=db;dbname=shop;password=${CANARY}');`,
      `pg_connect("host=db dbname=shop user=baker password=${CANARY}");`,
      `new MongoDB\\Client('mongodb://baker:${CANARY}@mongo:27017');`,
      `new Predis\\Client('redis://:${CANARY}@cache:6379');`,
      `curl_init('https://baker:${CANARY}@flour.example/price');`,
      `curl_init('https://baker:${CANARY}@' . getenv('FLOUR_HOST') . '/price');`,
    ].join('\n'),
    'config/services.php': `<?php return ['till' => ['secret' => env('TILL_SECRET', '${CANARY}')]];`,
    'config/services.yaml': `parameters:\n  env(TILL_TOKEN): ${CANARY}\n  token: '%env(TILL_TOKEN)%'\n`,
    'config/packages/doctrine.yaml': [
      'doctrine:',
      '  dbal:',
      '    connections:',
      `      one: { url: 'postgresql://baker:${CANARY}@db:5432/shop' }`,
      `      two: { url: '%env(DATABASE_URL)%' }`,
    ].join('\n'),
    '.env': `DATABASE_URL=postgresql://baker:${CANARY}@db:5432/shop\n`,
  };
  const { files, secrets } = contextWith(texts);

  const { facts, problems } = await scanCode(Object.keys(texts), [php], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(9);
});
