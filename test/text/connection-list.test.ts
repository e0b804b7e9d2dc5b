import { expect, test } from 'vitest';
import { endpointsIn } from '../../src/text/endpoint.ts';

test.each([
  [
    'Host=db;Port=5432;Database=shop;Username=baker;Password=crumbs',
    [{ scheme: 'postgres', host: 'db', port: 5432, path: '/shop' }],
  ],
  [
    'Server=tcp:sql,1433;Initial Catalog=Shop;User Id=sa;Password=crumbs',
    [{ scheme: 'sqlserver', host: 'sql', port: 1433, path: '/Shop' }],
  ],
  ['Server=my;Port=3306;Database=shop;User=baker', [{ scheme: 'mysql', host: 'my', port: 3306, path: '/shop' }]],
  ['host=rabbit;username=guest', [{ host: 'rabbit' }]],
  [
    'Endpoint=sb://shop.servicebus.example/;SharedAccessKeyName=all;SharedAccessKey=crumbs=',
    [{ scheme: 'sb', host: 'shop.servicebus.example' }],
  ],
  ['Data Source=shop.db;Cache=Shared', []],
  ['Server=(localdb)\\shop;Database=Shop', []],
  ['mode=hot;colour=red', []],
])('the hosts of a connection string: %s', (text, endpoints) => {
  expect(endpointsIn(text)).toEqual(endpoints);
});
