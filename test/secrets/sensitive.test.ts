import { describe, expect, it } from 'vitest';
import { isSensitiveName } from '../../src/secrets/sensitive.ts';
import { isSensitiveText } from '../../src/secrets/sensitive-text.ts';

const SECRET_NAMES = `
PASSWORD POSTGRES_PASSWORD POSTGRES_PW DB_PW DB_PWD MYSQL_ROOT_PWD JENKINS_PSW DBPASSWD PGPASSWORD MYSQL_PASSWD
SMTP_PASS REDIS_PASS dbPassword dbPassword2 APIKey MYSQLPassword spring.datasource.password db-password PASSWORD_1
SECRET CLIENT_SECRET COOKIE_SECRET SECRET_KEY SECRET_KEY_BASE JWT_SECRET TOKEN GITHUB_TOKEN ACCESS_TOKEN accessToken
API_KEY APIKEY API_KEYS STRIPE_KEY KEY ENCRYPTION_KEY SIGNING_KEY SESSION_KEY MASTER_KEY PRIVATE_KEY PRIVATE_KEY_PEM
AWS_SECRET_ACCESS_KEY ACCESS_KEY AZURE_STORAGE_KEY LICENSE_KEY JWT_PRIVATE_KEY CREDENTIALS DB_CREDS SENTRY_DSN SALT
PASSWORD_SALT PASSPHRASE SLACK_WEBHOOK TOKENS TOKEN_SECRET PASSWORD_HASH
JWT GITHUB_JWT SERVICE_JWT HMAC WEBHOOK_HMAC WEBHOOK_HMAC_SHA256 DOOR_PIN TILL_PIN SESSION_SECRET COOKIE_KEY COOKIE_PASSWORD
PIN PASSCODE DOOR_PASSCODE OTP LOGIN_OTP TOTP COOKIE SESSION_COOKIE AUTH_COOKIES
SESSION_PASSWORD LICENSE OVEN_LICENSE LICENSE_TOKEN
`;
const PLAIN_NAMES = `
TOKEN_EXPIRY_SECONDS TOKEN_TTL TOKEN_TYPE TOKEN_URL TOKEN_ISSUER ACCESS_TOKEN_LIFETIME MAX_TOKENS TOKEN_LIMIT TOKENIZER
PASSWORD_MIN_LENGTH PASSWORD_POLICY PASSWORD_FILE POSTGRES_PASSWORD_FILE MYSQL_ALLOW_EMPTY_PASSWORD REQUIRE_PASSWORD
SECRET_NAME SECRET_ARN SECRETS_DIR SECRET_VERSION SECRETS_MANAGER KEYBOARD MONKEY PUBLIC_KEY JWT_PUBLIC_KEY KEY_PREFIX
SORT_KEY PARTITION_KEY CACHE_KEY ROUTING_KEY PRIMARY_KEY IDEMPOTENCY_KEY SITE_KEY AWS_ACCESS_KEY_ID SALT_ROUNDS
AUTH_ENABLED AUTH_URL COOKIE_SECURE GOOGLE_APPLICATION_CREDENTIALS PWD OLDPWD PASS_THROUGH BYPASS COMPASS proxy_pass key
API_KEY_HEADER WEBHOOK_PORT WEBHOOK_URL DATABASE_URL DB_HOST DB_USER DB_NAME PORT NODE_ENV LOG_LEVEL MONKEYS KEYCLOAK_URL
JWT_ISSUER JWT_EXPIRES JWT_ALGORITHM HMAC_ALGORITHM SESSION_TIMEOUT SESSION_NAME SESSION_STORE SESSION_TTL COOKIE_DOMAIN
COOKIE_NAME COOKIE_MAX_AGE COOKIE_SAMESITE COOKIE_PATH OTP_LENGTH OTP_TTL PINNED_VERSION SPIN cookie pin otp ACCEPT_LICENSE license jwt hmac PIN_LENGTH PINNED LICENSE_URL LICENSES
HOTKEYS PASSENGERS SECRETARY DESCRIPTION ASSAULT PASSPORT_COUNTRY cacheKey tokenTtlSeconds
`;

const listed = (names: string) => names.trim().split(/\s+/);

describe('names', () => {
  it.each(listed(SECRET_NAMES))('%s is a secret', (name) => {
    expect(isSensitiveName(name)).toBe(true);
  });

  it.each(listed(PLAIN_NAMES))('%s is none', (name) => {
    expect(isSensitiveName(name)).toBe(false);
  });
});

// Put together here, so that no scanner takes the cases for credentials.
const LETTERS = 'aB3dE5gH7jK9mN1pQ3sT';

describe('texts', () => {
  it.each([
    ['the id of an AWS key', `AKIA${'IOSFODNN7BAKERYX'}`],
    ['a secret key of AWS', `${LETTERS}${LETTERS}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n'],
    ['a private key of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----'],
    ['a web token', `eyJhbGciOiJIUzI1NiJ9.eyJ${LETTERS}.sig`],
    ['a bearer token', `Bearer eyJhbGciOiJIUzI1NiJ9.eyJ${LETTERS}.sig`],
    ['a token of GitHub', `ghp_${LETTERS}`],
    ['a fine-grained token of GitHub', `github_pat_${LETTERS}`],
    ['a token of GitLab', `glpat-${LETTERS}`],
    ['a token of Slack', `xoxb-${LETTERS}`],
    ['a webhook of Slack', 'https://hooks.slack.com/services/T0/B0/x'],
    ['a key of Stripe', `sk_live_${LETTERS}`],
    ['a webhook secret of Stripe', `whsec_${LETTERS}`],
    ['a key of a model', `sk-${LETTERS}${LETTERS}`],
    ['a key of Google', `AIza${LETTERS}${LETTERS}`],
    ['a token of npm', `npm_${LETTERS}${LETTERS}`],
    ['a connection string', 'Server=db;User Id=web;Password=rye-flour;'],
    ['a connection string that begins so', 'Password=rye-flour;Server=db'],
    ['an account key', 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=abc=='],
    ['settings of libpq', 'host=db user=web password=rye'],
    ['a URL with a password', 'postgres://web:rye@db:5432/shop'],
    ['a URL with a password in its query', 'postgres://db/shop?user=web&password=rye'],
    ['a URL of JDBC', 'jdbc:mysql://db/shop?password=rye'],
    ['a URL with a signature', 'https://blobs.example/shop?sig=rye'],
    ['a webhook of Discord', 'https://discord.com/api/webhooks/1/rye'],
    ['a URL with a token for a user', 'https://0123456789abcdef@sentry.example/1'],
    ['a URL with a password alone', 'redis://:rye@cache:6379/0'],
  ])('%s is a secret', (_what, text) => {
    expect(isSensitiveText(text)).toBe(true);
  });

  it.each([
    ['a URL', 'postgres://db:5432/shop'],
    ['a URL with a user', 'postgres://web@db:5432/shop'],
    ['a URL with an @ in its path', 'https://cdn.example/npm/@scope:x/pkg'],
    ['a commit', '3f786850e387550fdab836ed7e6dc881de23001b'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----'],
    ['a public key', '-----BEGIN PUBLIC KEY-----'],
    ['an image', 'registry.example/shop/web:1.2.3'],
    ['a connection string without a password', 'Server=db;Database=shop;Trusted_Connection=True'],
    ['a sentence', 'the password is asked for at the start'],
    ['a path', '/var/run/secrets/token'],
    ['a number', '8080'],
    ['nothing', ''],
  ])('%s is none', (_what, text) => {
    expect(isSensitiveText(text)).toBe(false);
  });
});
