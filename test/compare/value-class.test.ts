import { describe, expect, test } from 'vitest';
import { valueClass } from '../../src/compare/value-class.ts';

describe('N221 the class of a variable', () => {
  test.each([
    ['TILL_PASSWORD', ['flour', 'water']],
    ['CATALOG_URL', ['http://catalog', 'http://catalog.shop']],
    ['MENU', ['https://menu.example.com', 'https://menu.example.org']],
    ['LOG_LEVEL', ['debug', 'info']],
    ['logLevel', ['fine', 'coarse']],
    ['VERBOSITY', ['warn', 'error']],
    ['DEBUG_SQL', ['1', '0']],
    ['SHOP_ENV', ['a', 'b']],
    ['PAYMENT_MODE', ['sandbox', 'live']],
    ['CACHE_PREFIX', ['dev:', 'shop:']],
    ['BUILD_LABEL', ['1.4.2', '1.4.3']],
    ['DOOR', ['5f0c7a3e-7c1b-4a52-9f6a-0d3b8a1c2e4f', '6f0c7a3e-7c1b-4a52-9f6a-0d3b8a1c2e4f']],
    ['SUPPORT_EMAIL', ['a@example.com', 'b@example.com']],
  ])('%s belongs to the environment', (name, values) => {
    expect(valueClass(name, values)).toBe('own');
  });

  test.each([
    ['ORDER_QUEUE', ['orders', 'orders-2']],
    ['PORT', ['8080', '80']],
    ['UPLOAD_DIR', ['/a', '/b']],
    ['MENU_CARD', ['/srv/menu', './menu']],
  ])('%s names something that must be met', (name, values) => {
    expect(valueClass(name, values)).toBe('name');
  });

  test.each([
    ['BAKING_MINUTES', ['45', '4']],
    ['TAKE_ORDERS', ['true', 'false']],
    ['CURRENCY', ['EUR', 'USD']],
    ['REGION', ['eu-central-1', 'us-east-1']],
    ['TRUSTED_PROXIES', ['10.0.0.0/8', '0.0.0.0/0']],
    ['ALLOWED_NETWORKS', ['10.0.0.0/8,192.168.0.0/16', '*']],
    ['RATIO', ['0.5', '1.5']],
    ['ORDER_TIMEOUT', ['5s', '30s']],
    ['FEATURES', ['pickup,delivery', 'pickup']],
  ])('%s changes how the code works', (name, values) => {
    expect(valueClass(name, values)).toBe('behaviour');
  });
});
