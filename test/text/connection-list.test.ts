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
  ['mysql:host=my;dbname=shop;charset=utf8mb4', [{ scheme: 'mysql', host: 'my', path: '/shop' }]],
  ['pgsql:host=db;port=5433;dbname=shop', [{ scheme: 'postgres', host: 'db', port: 5433, path: '/shop' }]],
  ['mysql:unix_socket=/run/mysqld.sock;dbname=shop', []],
  ['Data Source=shop.db;Cache=Shared', []],
  ['Server=(localdb)\\shop;Database=Shop', []],
  ['mode=hot;colour=red', []],
])('the hosts of a connection string: %s', (text, endpoints) => {
  expect(endpointsIn(text)).toEqual(endpoints);
});
