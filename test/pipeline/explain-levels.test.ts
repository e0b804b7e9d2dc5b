import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { runExplain } from '../../src/pipeline/explain.ts';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';
import { contextOf } from '../helpers/source-context.ts';

test('explain shows the level that policy.levels gives, as check does', async () => {
  const folder = folderWith({
    ...DRIFTED_BAKERY,
    'parity.yaml': 'version: 1\npolicy: { levels: { env/missing: info } }\n',
  });
  const { findings } = await checkFolder(folder);
  const found = findings.find(({ rule }) => rule === 'env/missing');
  const context = contextOf(resolve(folder));
  const loaded = await loadConfig(context.files);

  const explanation = await runExplain(
    {
      tool: { name: 'parity', version: '0.0.0' },
      root: resolve(folder),
      config: loaded.kind === 'loaded' ? loaded.config : undefined,
      local: [],
      target: [],
      services: [],
      rules: [],
      strict: false,
      subject: found?.id ?? '',
    },
    { ...context, progress: () => {}, signal: new AbortController().signal },
  );

  expect(explanation).toMatchObject({ kind: 'finding', finding: { rule: 'env/missing', level: 'info' } });
  expect(JSON.stringify(explanation)).toContain('policy.levels of parity.yaml');
});
