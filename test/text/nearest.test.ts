import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

test.each([
  ['a letter left out', 'orders-svc', ['order-svc', 'till-svc'], 'order-svc'],
  ['two letters swapped', 'oevn', ['oven', 'till'], 'oven'],
  ['a longer form of the word', 'catalogue-service', ['catalog-service'], 'catalog-service'],
  ['a word more in front', 'web-orders-service', ['orders-service'], 'orders-service'],
])('%s is near', (_, word, words, expected) => {
  expect(nearest(word, words)).toBe(expected);
});

test.each([
  ['a last word that all share', 'oven-service', ['till-service', 'redis-service']],
  ['last words that all share', 'crumb_oven_db_url', ['crumb_till_db_url']],
  ['another word of that length', 'oven', ['till']],
])('%s makes nothing near', (_, word, words) => {
  expect(nearest(word, words)).toBeUndefined();
});
