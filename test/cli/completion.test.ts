import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../src/cli/completion.ts';
import { RULES } from '../../src/rules/index.ts';
import { folderWith } from '../helpers/folder.ts';
import { ROOT } from '../helpers/program.ts';

const RULE_IDS = RULES.map((rule) => rule.id);

function scriptOf(shell: 'bash' | 'zsh' | 'fish'): string {
  const { commands } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8'));
  return completionScript(shell, Object.values(commands), RULE_IDS);
}

/** What bash offers for the last of these words. */
function offered(words: readonly string[], cwd: string): string[] {
  const all = words.map((word) => `'${word}'`).join(' ');
  const script = `${scriptOf('bash')}\nCOMP_WORDS=(${all}); COMP_CWORD=${words.length - 1}; _parity; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('bash completes', () => {
  const cwd = folderWith({ 'compose.yaml': '', 'the oven/Dockerfile': '' });

  it.each<[string, string[]]>([
    ['ch', ['check']],
    ['check --fa', ['--fail-on']],
    ['check --fail-on w', ['warning']],
    ['check --format ', ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']],
    ['shape --format ', ['tree', 'json']],
    ['check -f ', ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']],
    ['shape -f t', ['tree']],
    ['check --format =', ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']],
    ['check --format = s', ['sarif']],
    ['check --format=s', ['--format=sarif']],
    ['check --rule endpoint/un', ['endpoint/unresolved']],
    ['check --rule=endpoint/un', ['--rule=endpoint/unresolved']],
    ['explain endpoint/un', ['endpoint/unresolved']],
    ['check --env ', []],
    ['check --service ', []],
    ['shape --service --', []],
    ['check --target comp', ['compose.yaml']],
    ['check --output=comp', ['--output=compose.yaml']],
    ['check --cwd ', ['the oven']],
    ['check -C th', ['the oven']],
    ['completion z', ['zsh']],
    ['help sh', ['shape']],
  ])('parity %s', (line, expected) => {
    expect(offered(['parity', ...line.split(' ')], cwd)).toEqual(expected);
  });

  it('every rule behind --rule', () => {
    expect(offered(['parity', 'check', '--rule', ''], cwd)).toEqual(RULE_IDS);
  });
});

describe('the other shells are told', () => {
  it.each([
    ['zsh', "'(-f --format)'{-f+,--format=}'[format of the result]:format:(tree json)'"],
    ['zsh', ':env: '],
    ['zsh', ':cwd:_files -/'],
    ['fish', "from shape' -l format -s f -x -a 'tree json'"],
    ['fish', "from check' -l env -x -d"],
    ['fish', "from check' -l output -r -F -d"],
  ] as const)('%s: %s', (shell, expected) => {
    expect(scriptOf(shell)).toContain(expected);
  });
});
