import { describe, expect, it } from 'vitest';
import { withoutCredentials } from '../../src/secrets/credentials.ts';
import { createVault } from '../../src/secrets/vault.ts';

describe('a credential is taken out of', () => {
  it.each([
    ['the query of a URL', 'postgres://db/bread?user=a&password=rye'],
    ['the query of a JDBC URL', 'jdbc:postgresql://db:5432/bread?user=a&password=rye'],
    ['the settings of a JDBC URL', 'jdbc:sqlserver://db:1433;user=a;password=rye'],
    ['the query of a cache', 'redis://cache:6379/0?password=rye'],
    ['a short name', 'mysql://db/bread?pass=rye'],
    ['a signature', 'https://blobs.example/bread?sv=2024&sig=rye'],
    ['a signature of a bucket', 'https://s3.example/bread?X-Amz-Signature=rye'],
    ['a token of a URL', 'https://till.example/hook?token=rye'],
    ['an access token', 'https://till.example/hook?access_token=rye'],
    ['an API key', 'https://till.example/hook?api_key=rye'],
    ['a path of a probe', '/health?token=rye'],
    ['a user alone', 'https://rye7rye7rye7@sentry.example/1'],
    ['a password with a slash', 'postgres://baker:rye/crumb@db/bread'],
    ['a password with an @', 'postgres://baker:rye@crumb@db:5432/bread'],
    ['the second of two URLs', 'amqp://a:$(PW)@one,amqp://b:rye@two'],
    ['the default in a URL', 'postgres://baker:${DB_PASSWORD:-rye}@db/bread'],
    ['a webhook of Discord', 'https://discord.com/api/webhooks/12/rye'],
    ['a webhook of Slack', 'https://hooks.slack.com/services/T0/B0/rye'],
    ['a webhook of Teams', 'https://bakery.webhook.office.com/webhookb2/rye'],
    ['a bot of Telegram', 'https://api.telegram.org/bot12:rye/send'],
    ['headers of a collector', 'authorization=rye,x-tenant=bakery'],
    ['headers with a scheme', 'authorization=Basic%20ryeryerye'],
    ['a header', 'Authorization: Bearer rye'],
    ['a header of its own', 'x-api-key=rye'],
    ['an option', 'till --password=rye --port 80'],
    ['an option with a gap', 'till --password rye'],
    ['a short option beside a user', 'till -u baker -p rye'],
    ['a user and password', 'curl -u baker:rye http://till/'],
    ['a client', 'mysqladmin ping -uroot -prye'],
    ['a client of a cache', 'redis-cli -a rye ping'],
    ['a list of words', '["CMD", "redis-cli", "-a", "rye", "ping"]'],
    ['any short option that looks like it', 'till -p rye-crumb-42'],
    ['a setting inside a setting', 'JAVA_OPTS=-Dtill.password=rye'],
    ['a line of .netrc', 'machine till login baker password rye'],
    ['a line of .pgpass', 'db:5432:bread:baker:rye'],
    ['a login of a registry', '{"auths": {"till": {"auth": "cnllOnJ5ZQ=="}}}'],
    ['a header that nginx sets', 'proxy_set_header X-Api-Key rye;'],
  ])('%s', (_, text) => {
    const shown = withoutCredentials(text);

    expect(shown).toContain('[secret]');
    expect(shown).not.toMatch(/rye|cnll/);
  });

  it.each([
    'postgres://db:5432/shop?sslmode=disable&connect_timeout=5',
    'http://oven:8080/npm/@bakery/bread',
    'https://cdn.example/npm/@scope:x/pkg',
    'ssh://git@example.org/bakery/bread.git',
    'https://git@example.org/bakery/bread.git',
    'amqp://$(USER):$(PASSWORD)@rabbit:5672/',
    'docker run -p 8080:80 bakery/oven',
    'serve -p 3000',
    'mkdir -p /data/bread',
    'tsc -p tsconfig.json',
    'authorization: enabled',
    '/health?verbose=true&page=2',
    'KAFKA=one:9092,two:9092',
    'serve --host 0.0.0.0 --port 8080',
  ])('and nothing out of %s', (text) => {
    expect(withoutCredentials(text)).toBe(text);
  });

  it('and the quote behind it is left', () => {
    expect(withoutCredentials('{path: "/health?token=rye", port: 80}')).toBe(
      '{path: "/health?token=[secret]", port: 80}',
    );
    expect(withoutCredentials(`password=ry'e"crumb`)).toBe('password=[secret]');
  });

  it('stays fast for a long line', () => {
    const long = 'docker login --user a -u x?token= password:'.repeat(5000);
    const start = performance.now();
    withoutCredentials(long);

    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('the one redaction point', () => {
  it('takes a password that is a word out of a URL, and leaves the JSON around it whole', () => {
    const text = JSON.stringify({ message: 'MODE is "http://till/?token=marmalade" and "amqp://a:jam@b"' });

    const shown = createVault().redact(text);

    expect(shown).not.toMatch(/marmalade|jam/);
    expect(JSON.parse(shown).message).toBe('MODE is "http://till/?token=[secret]" and "amqp://a:[secret]@b"');
  });
});
