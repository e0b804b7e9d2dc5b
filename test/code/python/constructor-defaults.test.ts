import { expect, test } from 'vitest';
import { python } from '../../../src/code/python/python.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const server = (fallback: string) => `import os
import socketserver
from http.server import HTTPServer

class Counter:
    def __init__(self, port=${fallback}):
        self._port = port

    def start(self):
        HTTPServer(('0.0.0.0', self._port), None).serve_forever()

if os.environ.get('OPEN'):
    Counter(port=int(os.environ['COUNTER_PORT'])).start()
`;

async function portsOf(text: string): Promise<unknown[]> {
  const { facts } = await scanCode(['counter.py'], [python], contextWith({ 'counter.py': text }));
  return facts.listens.map(({ port }) => port);
}

test('a number that a constructor falls back on is no port that the process is known to listen on', async () => {
  expect(await portsOf(server('8082'))).toEqual([{ kind: 'computed' }]);
});

test('a variable that a constructor falls back on counts', async () => {
  expect(await portsOf(server("os.environ['PORT']"))).toEqual([{ kind: 'variable', name: 'PORT' }]);
});
