import { expect, test } from 'vitest';
import { loginIn } from '../../src/text/login.ts';

test.each([
  ['postgres://shop:flour@ledger:5432/shop', 'shop', 'flour'],
  ['postgres://shop@ledger/shop', 'shop', undefined],
  ['postgres://ledger/shop', undefined, undefined],
  ['amqp://shop:rye%2Fsalt@bell', 'shop', 'rye/salt'],
  ['mongodb://shop:flour@shelf-0:27017,shelf-1:27017/shop', 'shop', 'flour'],
  ['postgresql+asyncpg://shop:a:b@ledger/shop', 'shop', 'a:b'],
  ['jdbc:postgresql://ledger/shop?user=shop&password=flour', 'shop', 'flour'],
  ['jdbc:sqlserver://ledger:1433;user=shop;password=flour;databaseName=shop', 'shop', 'flour'],
  ['shop:flour@tcp(cellar:3306)/shop', 'shop', 'flour'],
  ['Host=ledger;Database=shop;Username=shop;Password=flour', 'shop', 'flour'],
  ['Server=cellar;Port=3306;Uid=shop;Pwd=flour', 'shop', 'flour'],
  ['redis://:flour@till:6379', undefined, 'flour'],
  ['http://ledger/a@b', undefined, undefined],
  ['flour and water', undefined, undefined],
  ['', undefined, undefined],
])('%s', (text, user, password) => {
  expect(loginIn(text)).toEqual({ user, password });
});
