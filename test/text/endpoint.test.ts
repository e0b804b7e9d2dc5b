import { expect, test } from 'vitest';
import { endpointsIn } from '../../src/text/endpoint.ts';

test.each([
  ['jdbc:postgresql://db:5432/breads?ssl=true', { scheme: 'postgresql', host: 'db', port: 5432, path: '/breads' }],
  [
    'jdbc:sqlserver://db:1433;databaseName=breads;encrypt=true',
    { scheme: 'sqlserver', host: 'db', port: 1433, path: '/breads' },
  ],
  ['jdbc:sqlserver://db;encrypt=true', { scheme: 'sqlserver', host: 'db' }],
  ['r2dbc:pool:mysql://db:3306/breads', { scheme: 'mysql', host: 'db', port: 3306, path: '/breads' }],
])('%s names one place', (text, expected) => {
  expect(endpointsIn(text)).toEqual([expected]);
});

test.each(['jdbc:h2:mem:breads', 'jdbc:hsqldb:file:/data/breads', 'jdbc:tc:postgresql:16:///breads'])(
  '%s is no place on the network',
  (text) => {
    expect(endpointsIn(text)).toEqual([]);
  },
);
