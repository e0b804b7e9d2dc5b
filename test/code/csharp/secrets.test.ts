import { expect, test } from 'vitest';
import { csharp } from '../../../src/code/csharp/csharp.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in the code or in appsettings files', async () => {
  const texts = {
    'Shop.cs': [
      'using RabbitMQ.Client; using StackExchange.Redis;',
      'var config = WebApplication.CreateBuilder(args).Configuration;',
      `var password = Environment.GetEnvironmentVariable("DB_PASSWORD") ?? "${CANARY}";`,
      `options.UseNpgsql("Host=db;Database=shop;Username=baker;Password=${CANARY}");`,
      `options.UseSqlServer($"Server=sql,1433;Database=shop;User Id=sa;Password={password}");`,
      `options.UseNpgsql(config.GetConnectionString("Shop"));`,
      `var redis = ConnectionMultiplexer.Connect("cache:6379,password=${CANARY}");`,
      `var cache = ConnectionMultiplexer.Connect(config["Cache"] ?? "cache:6379,password=${CANARY}");`,
      `var mongo = new MongoClient("mongodb://baker:${CANARY}@mongo:27017");`,
      `var factory = new ConnectionFactory { Uri = new Uri("amqp://baker:${CANARY}@rabbit/") };`,
      `client.GetAsync("https://baker:${CANARY}@flour.example/price");`,
      `client.GetAsync($"https://baker:${CANARY}@{Environment.GetEnvironmentVariable("FLOUR_HOST")}/price");`,
    ].join('\n'),
    'appsettings.json': JSON.stringify({
      ConnectionStrings: { Shop: `Host=db;Database=shop;Password=${CANARY}` },
      Payment: { ApiKey: CANARY },
      ReverseProxy: { Clusters: { a: { Destinations: { b: { Address: `http://baker:${CANARY}@orders/` } } } } },
    }),
    'appsettings.Development.json': JSON.stringify({ Token: { Secret: CANARY } }),
  };
  const { files, secrets } = contextWith(texts);

  const { facts, problems } = await scanCode(Object.keys(texts), [csharp], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(10);
});
