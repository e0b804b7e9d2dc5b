import { expect, test } from 'vitest';
import { python } from '../../../src/code/python/python.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in the code', async () => {
  const { files, secrets } = contextWith({
    'shop.py': [
      'import os, pika, psycopg2, redis, requests',
      'from sqlalchemy import create_engine',
      `PASSWORD = os.getenv('DB_PASSWORD', '${CANARY}')`,
      `create_engine('postgresql://baker:${CANARY}@db:5432/shop')`,
      `create_engine(os.getenv('DATABASE_URL', 'mysql://baker:${CANARY}@db/shop'))`,
      `create_engine('postgresql://baker:{}@db/shop'.format(PASSWORD))`,
      `create_engine(f'postgresql://baker:{PASSWORD}@{os.environ["DB_HOST"]}/shop')`,
      `redis.from_url('redis://:${CANARY}@cache:6379')`,
      `pika.URLParameters('amqp://baker:${CANARY}@rabbit/')`,
      `requests.get('https://baker:${CANARY}@flour.example/price')`,
      `requests.get(f'https://baker:${CANARY}@{os.environ["FLOUR_HOST"]}/price')`,
      `psycopg2.connect(host='db', password='${CANARY}', dbname='shop')`,
    ].join('\n'),
  });

  const { facts, problems } = await scanCode(['shop.py'], [python], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(9);
});
