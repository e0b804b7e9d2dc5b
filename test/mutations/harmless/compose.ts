// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { dump, load, YAML11_SCHEMA } from 'js-yaml';
import { all, remove, replace, rewrite, write } from '../edit.ts';
import type { HarmlessRewrite } from '../operator.ts';

const COMPOSE = 'compose.yaml';

/** A map of `environment:` as a list, or the other way round, at the two places where the shop has them. */
const ORDERS_MAP = `    environment:
      AMQP_URL: amqp://bakery:\${QUEUE_PASSWORD}@queue:5672/
      ORDER_QUEUE: orders
      CATALOG_URL: http://catalog:8000
      MAX_ITEMS: "20"
      CATALOG_TIMEOUT: 3s
`;
const ORDERS_LIST = `    environment:
      - AMQP_URL=amqp://bakery:\${QUEUE_PASSWORD}@queue:5672/
      - ORDER_QUEUE=orders
      - CATALOG_URL=http://catalog:8000
      - "MAX_ITEMS=20"
      - CATALOG_TIMEOUT=3s
`;

export const composeRewrites: readonly HarmlessRewrite[] = [
  {
    id: 'environment as a list',
    because: 'both forms are one meaning (N156)',
    edit: replace(COMPOSE, ORDERS_MAP, ORDERS_LIST),
  },
  {
    id: 'environment as a map',
    because: 'both forms are one meaning (N156)',
    edit: replace(
      COMPOSE,
      '      - AMQP_URL=amqp://bakery:${QUEUE_PASSWORD}@queue:5672/\n      - DATABASE_URL=postgres://bakery:${DB_PASSWORD}@db:5432/bakery\n      - ORDER_QUEUE=orders\n      - PREFETCH=5\n',
      '      AMQP_URL: amqp://bakery:${QUEUE_PASSWORD}@queue:5672/\n      DATABASE_URL: postgres://bakery:${DB_PASSWORD}@db:5432/bakery\n      ORDER_QUEUE: orders\n      PREFETCH: 5\n',
    ),
  },
  {
    id: 'environment from a file',
    because: 'the container finds the same variables (N151)',
    edit: all(
      replace(
        COMPOSE,
        '      ORDER_QUEUE: orders\n      CATALOG_URL: http://catalog:8000\n      MAX_ITEMS: "20"\n      CATALOG_TIMEOUT: 3s\n',
        '    env_file: local/orders.env\n',
      ),
      write(
        'local/orders.env',
        'ORDER_QUEUE=orders\nCATALOG_URL="http://catalog:8000"\nMAX_ITEMS=\'20\'\nexport CATALOG_TIMEOUT=3s # for the shelf\n',
      ),
    ),
  },
  {
    id: 'env_file in the long form',
    because: 'both forms are one meaning (N156, N157)',
    edit: replace(
      COMPOSE,
      '      - local/web.env\n',
      '      - path: local/web.env\n        required: true\n      - path: local/web.private.env\n        required: false\n',
    ),
  },
  {
    id: 'env_file as one word',
    because: 'both forms are one meaning (N156)',
    edit: replace(COMPOSE, '    env_file:\n      - local/web.env\n', '    env_file: ./local/web.env\n'),
  },
  {
    id: 'port in the long form',
    because: 'both forms are one meaning (N156)',
    edit: replace(
      COMPOSE,
      '      - "${WEB_PORT:-8088}:3000"\n',
      '      - target: 3000\n        published: "${WEB_PORT:-8088}"\n        protocol: tcp\n',
    ),
  },
  {
    id: 'another host port',
    because: 'the host side of a port is local alone (N161)',
    edit: all(
      replace('.env', 'WEB_PORT=8088', 'WEB_PORT=9099'),
      replace(COMPOSE, '"${WEB_PORT:-8088}:3000"', '"127.0.0.1:${WEB_PORT:-9099}:3000/tcp"'),
    ),
  },
  {
    id: 'volume in the long form',
    because: 'both forms are one meaning (N156)',
    edit: replace(
      COMPOSE,
      '      - uploads:/data/uploads\n',
      '      - type: volume\n        source: uploads\n        target: /data/uploads\n',
    ),
  },
  {
    id: 'configuration as a bind mount',
    because: 'the file stands at the same path (N193)',
    edit: replace(
      COMPOSE,
      '      - uploads:/data/uploads\n    configs:\n      - source: opening-hours\n        target: /etc/bakery/opening-hours.json\n',
      '      - uploads:/data/uploads\n      - ./config/opening-hours.json:/etc/bakery/opening-hours.json:ro\n',
    ),
  },
  {
    id: 'a secret in the long form',
    because: 'both forms are one meaning (N156)',
    edit: replace(
      COMPOSE,
      '    secrets:\n      - db-password\n',
      '    secrets:\n      - source: db-password\n        target: db-password\n        mode: 0440\n',
    ),
  },
  {
    id: 'the password of the database as a variable',
    because: 'the image reads X as it reads X_FILE (N129)',
    edit: replace(
      COMPOSE,
      '      POSTGRES_PASSWORD_FILE: /run/secrets/db-password\n    secrets:\n      - db-password\n',
      '      POSTGRES_PASSWORD: ${DB_PASSWORD}\n',
    ),
  },
  {
    id: 'depends_on in the short form',
    because: 'waiting has no counterpart in the target (N198)',
    edit: replace(
      COMPOSE,
      '    depends_on:\n      catalog:\n        condition: service_healthy\n      orders:\n        condition: service_started\n      cache:\n        condition: service_started\n',
      '    depends_on: [catalog, orders, cache]\n',
    ),
  },
  {
    id: 'healthcheck as shell text',
    because: 'text is CMD-SHELL (N156)',
    edit: replace(
      COMPOSE,
      'test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:3000/healthz"]',
      'test: wget -q -O /dev/null http://127.0.0.1:3000/healthz || exit 1',
    ),
  },
  {
    id: 'healthcheck in exec form',
    because: 'the same request',
    edit: replace(
      COMPOSE,
      'test: wget -q -O /dev/null http://localhost:8080/healthz',
      'test: [CMD, wget, -q, -O, /dev/null, "http://localhost:8080/healthz"]',
    ),
  },
  {
    id: 'build in the short form',
    because: 'context is all that is said (N157)',
    edit: replace(COMPOSE, '    build:\n      context: ./services/orders\n', '    build: services/orders\n'),
  },
  {
    id: 'build in the long form',
    because: 'Dockerfile is the default (N157)',
    edit: rewrite(COMPOSE, (text) =>
      text.replaceAll(
        '    build: ./services/catalog\n',
        '    build:\n      context: ./services/catalog/\n      dockerfile: Dockerfile\n',
      ),
    ),
  },
  {
    id: 'the last stage not named',
    because: 'the last stage is the one that is built',
    edit: replace(COMPOSE, '      target: runtime\n', ''),
  },
  {
    id: 'anchors written out',
    because: 'an alias is what it refers to',
    edit: rewrite(COMPOSE, (text) => dump(load(text, { schema: YAML11_SCHEMA }), { noRefs: true })),
  },
  {
    id: 'services in another order',
    because: 'a mapping has no order',
    edit: rewrite(COMPOSE, (text) => dump(load(text, { schema: YAML11_SCHEMA }), { noRefs: true, sortKeys: true })),
  },
  {
    id: 'compose file as JSON',
    because: 'JSON is YAML',
    edit: rewrite(COMPOSE, (text) => `${JSON.stringify(load(text, { schema: YAML11_SCHEMA }), null, 2)}\n`),
  },
  {
    id: 'the older file name',
    because: 'compose takes it as well',
    edit: (files) =>
      all(
        write('docker-compose.yml', files.get(COMPOSE) ?? ''),
        write('docker-compose.override.yml', files.get('compose.override.yaml') ?? ''),
        remove(COMPOSE),
        remove('compose.override.yaml'),
      )(files),
  },
  {
    id: 'a service of a profile',
    because: 'it is not part of what runs (N160)',
    edit: replace(
      COMPOSE,
      '  scheduler:\n',
      '  adminer:\n    profiles: [tools]\n    image: adminer:4\n    ports: ["8081:8080"]\n    environment:\n      ADMINER_DEFAULT_SERVER: db\n\n  scheduler:\n',
    ),
  },
  {
    id: 'development variables in the override',
    because: 'an override for development is local alone (N159)',
    edit: replace(
      'compose.override.yaml',
      '      - ./services/web/src:/app/src:ro\n',
      '      - ./services/web/src:/app/src:ro\n    environment:\n      LOG_LEVEL: debug\n      NODE_ENV: development\n',
    ),
  },
  {
    id: 'no override',
    because: 'an override for development is local alone (N159)',
    edit: remove('compose.override.yaml'),
  },
  {
    id: 'an extension shared by extends',
    because: 'the merged service is the same (N160)',
    edit: all(
      replace(
        COMPOSE,
        '    build: ./services/catalog\n    image: registry.bakery.example/catalog:${SHOP_VERSION:-dev}\n    environment:\n      <<: *catalog-settings\n    expose:\n',
        '    extends:\n      file: compose.catalog.yaml\n      service: catalog\n    environment:\n      <<: *catalog-settings\n    expose:\n',
      ),
      write(
        'compose.catalog.yaml',
        'services:\n  catalog:\n    build: ./services/catalog\n    image: registry.bakery.example/catalog:${SHOP_VERSION:-dev}\n',
      ),
    ),
  },
  {
    id: 'services of an included file',
    because: 'the project is the same (N160)',
    edit: (files) => {
      const cache = '  cache:\n    image: redis:7.2-alpine\n\n';
      return all(
        replace(COMPOSE, cache, ''),
        replace(COMPOSE, 'name: bakery\n', 'name: bakery\n\ninclude:\n  - compose.cache.yaml\n'),
        write('compose.cache.yaml', `services:\n${cache}`),
      )(files);
    },
  },
  {
    id: 'interpolation in other words',
    because: 'the same value comes of it (N152)',
    edit: rewrite(COMPOSE, (text) =>
      text
        .replaceAll('${QUEUE_PASSWORD}', '${QUEUE_PASSWORD:-}')
        .replace('CURRENCY: EUR', 'CURRENCY: ${CURRENCY-EUR}')
        .replace('DB_HOST: db', 'DB_HOST: "${DB_HOST:-db}"'),
    ),
  },
  {
    id: 'a network with an alias',
    because: 'the host leads to the same service (N192)',
    edit: all(
      replace(
        COMPOSE,
        '    image: redis:7.2-alpine\n',
        '    image: redis:7.2-alpine\n    networks:\n      default:\n        aliases: [fast]\n',
      ),
      replace('local/web.env', 'redis://cache:6379', 'redis://fast:6379'),
    ),
  },
  {
    id: 'memory in other units',
    because: 'it is the same amount (N052)',
    edit: replace(COMPOSE, 'memory: 256M', 'memory: 262144k'),
  },
  {
    id: 'the grace period in other units',
    because: 'it is the same time',
    edit: replace(COMPOSE, 'stop_grace_period: 30s', 'stop_grace_period: 0m30s'),
  },
  {
    id: 'restart, replicas and labels',
    because: 'they say nothing that the target lacks (N196, N200, N201)',
    edit: replace(
      COMPOSE,
      '    stop_grace_period: 30s\n    deploy:\n',
      '    stop_grace_period: 30s\n    restart: unless-stopped\n    init: true\n    labels:\n      - bakery.team=night\n    deploy:\n      replicas: 1\n',
    ),
  },
  {
    id: 'a variable that only interpolation uses',
    because: 'it does not reach a container (N150)',
    edit: rewrite('.env', (text) => `${text}COMPOSE_PROJECT_NAME=bakery\nREGISTRY=registry.bakery.example\n`),
  },
];
