import { expect, test } from 'vitest';
import { python } from '../../../src/code/python/python.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

async function readsOf(text: string) {
  const { files, secrets } = contextWith({ 'shop.py': `import json, os, sys\n${text}` });
  return (await scanCode(['shop.py'], [python], { files, secrets })).facts.reads;
}

test.each([
  ["OVEN = os.environ['OVEN']", true],
  ["OVEN = int(os.getenv('OVEN'))", true],
  ["OVEN = os.getenv('OVEN').split(',')", true],
  ["OVEN = json.loads(os.environ.get('OVEN'))", true],
  ["oven = os.getenv('OVEN')\nif not oven:\n    sys.exit('no oven')", true],
  ["assert os.getenv('OVEN')", true],
  ["OVEN = os.getenv('OVEN')", undefined],
  ["bake(os.environ.get('OVEN'))", undefined],
  ["OVEN = os.getenv('OVEN', 'hot')", undefined],
])('N243 says whether absence ends the program: %s', async (text, enforced) => {
  const reads = await readsOf(text);

  expect(reads.map((read) => [read.name, read.enforced])).toEqual([['OVEN', enforced]]);
});

test('N242 a name that is never known says where it is computed', async () => {
  const [read] = await readsOf("def bake(tin):\n    return os.environ['OVEN_' + tin.name]");

  expect(read).toMatchObject({ name: 'OVEN_', dynamic: true, at: { line: 3, column: 23 } });
});
