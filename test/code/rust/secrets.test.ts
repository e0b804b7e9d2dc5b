import { expect, test } from 'vitest';
import { rust } from '../../../src/code/rust/rust.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in the code', async () => {
  const texts = {
    'src/main.rs': [
      'use lapin::Connection; use redis; use mongodb; use sqlx::PgPool; use reqwest;',
      `const PASSWORD: &str = "${CANARY}";`,
      'async fn main() {',
      `  let password = std::env::var("DB_PASSWORD").unwrap_or_else(|_| "${CANARY}".to_string());`,
      `  PgPool::connect("postgres://baker:${CANARY}@db/shop").await;`,
      '  PgPool::connect(&format!("postgres://baker:{}@db/shop", password)).await;',
      '  PgPool::connect(&format!("postgres://baker:{PASSWORD}@db/shop")).await;',
      `  PgPool::connect(&std::env::var("DATABASE_URL").unwrap_or("postgres://baker:${CANARY}@db/shop".into())).await;`,
      `  redis::Client::open("redis://:${CANARY}@cache:6379");`,
      `  mongodb::Client::with_uri_str("mongodb://baker:${CANARY}@mongo:27017").await;`,
      `  Connection::connect("amqp://baker:${CANARY}@rabbit/", x).await;`,
      `  reqwest::get("https://baker:${CANARY}@flour.example/price").await;`,
      '}',
    ].join('\n'),
  };
  const { files, secrets } = contextWith(texts);

  const { facts, problems } = await scanCode(Object.keys(texts), [rust], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(8);
});
