import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/program.ts';

/** Each layer and what it may import besides itself. src/README.md says what each is for. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  text: [],
  shape: ['secrets', 'text'],
  // A value is hidden or plain, and only the vault decides which: these two define one thing together.
  secrets: ['shape', 'text'],
  repository: [],
  normalise: ['shape', 'text'],
  config: ['errors', 'repository', 'text'],
  sources: ['config', 'discovery', 'normalise', 'repository', 'secrets', 'shape', 'text'],
  code: ['normalise', 'repository', 'secrets', 'shape', 'text'],
  discovery: ['config', 'errors', 'normalise', 'repository', 'shape', 'text'],
  pairing: ['config', 'normalise', 'shape', 'text'],
  effective: ['normalise', 'pairing', 'secrets', 'shape', 'text'],
  compare: ['config', 'effective', 'normalise', 'pairing', 'secrets', 'shape', 'text'],
  findings: ['shape'],
  mend: ['findings'],
  rules: ['compare', 'config', 'effective', 'findings', 'normalise', 'pairing', 'secrets', 'shape', 'text'],
  'own-rules': ['compare', 'config', 'effective', 'findings', 'normalise', 'rules', 'secrets', 'shape'],
  reporters: ['findings', 'secrets', 'text'],
  pipeline: [
    'code',
    'compare',
    'config',
    'discovery',
    'effective',
    'errors',
    'findings',
    'mend',
    'normalise',
    'own-rules',
    'pairing',
    'repository',
    'rules',
    'secrets',
    'shape',
    'sources',
    'text',
  ],
  cli: ['config', 'errors', 'findings', 'pipeline', 'repository', 'secrets', 'text'],
  commands: ['cli', 'errors', 'findings', 'pipeline', 'reporters'],
};

const MOST_LINES = 300;
const SRC = join(ROOT, 'src');
const FILES = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));
const WRITTEN = FILES.filter((file) => !file.path.includes('/generated/'));

function layerOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.ts$/, '');
}

/** Static, dynamic and type-only imports, and re-exports. */
function importsOf(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g);
  return [...found].map((match) => match[2] ?? '');
}

function filesThat(matches: (text: string) => boolean, allowed: (path: string) => boolean): string[] {
  return WRITTEN.filter((file) => matches(withoutComments(file.text)) && !allowed(file.path)).map((file) => file.path);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

describe('layers', () => {
  it('are the folders of src, each with files', () => {
    expect([...new Set(FILES.map((file) => layerOf(file.path)))].sort()).toEqual(Object.keys(LAYERS).sort());
  });

  it('import only what the table lists', () => {
    const edges = FILES.flatMap((file) =>
      importsOf(file.text)
        .filter((target) => target.startsWith('.'))
        .map((target) => join(dirname(file.path), target).replaceAll('\\', '/'))
        // The schemas lie beside src: data, not a layer.
        .filter((target) => !target.startsWith('../schemas/'))
        .map((target) => ({ file: file.path, from: layerOf(file.path), to: layerOf(target) })),
    );
    const unlisted = edges.filter(({ from, to }) => from !== to && !LAYERS[from]?.includes(to));

    expect(unlisted.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('form no circle but that of value and vault', () => {
    const rank = new Map<string, number>();
    const visit = (layer: string, open: readonly string[]): number => {
      if (open.includes(layer)) throw new Error(`a circle: ${[...open, layer].join(' -> ')}`);
      const known = rank.get(layer);
      if (known !== undefined) return known;
      const below = (LAYERS[layer] ?? []).filter((next) => !(layer === 'shape' && next === 'secrets'));
      const own = 1 + Math.max(0, ...below.map((next) => visit(next, [...open, layer])));
      rank.set(layer, own);
      return own;
    };

    expect(() => Object.keys(LAYERS).forEach((layer) => void visit(layer, []))).not.toThrow();
  });
});

describe('files', () => {
  it(`have at most ${MOST_LINES} lines`, () => {
    const long = WRITTEN.filter((file) => file.text.trimEnd().split('\n').length > MOST_LINES);

    expect(long.map((file) => file.path)).toEqual([]);
  });

  it('are named in kebab-case, and no folder is a drawer', () => {
    const odd = WRITTEN.filter(({ path }) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path));
    const drawers = WRITTEN.filter(({ path }) =>
      /(^|\/)((utils?|helpers?|common|types|misc)\/|(utils?|common|misc)\.ts$)/.test(path),
    );

    expect([...odd, ...drawers].map((file) => file.path)).toEqual([]);
  });

  it('export by name; only a command has a default', () => {
    const found = filesThat(
      (text) => /^export default\b/m.test(text),
      (path) => path.startsWith('commands/'),
    );

    expect(found).toEqual([]);
  });
});

describe('what only one place may do', () => {
  it('node:fs stays in repository, the grammars and cli', () => {
    const found = filesThat(
      (text) => /['"](node:)?fs(\/promises)?['"]/.test(text),
      (path) => path.startsWith('repository/') || path.startsWith('cli/') || path === 'code/grammars.ts',
    );

    expect(found).toEqual([]);
  });

  it('node:child_process stays in repository', () => {
    const found = filesThat(
      (text) => /['"](node:)?child_process['"]/.test(text),
      (path) => path.startsWith('repository/'),
    );

    expect(found).toEqual([]);
  });

  it('only the base command writes to the terminal and sets the exit code', () => {
    const found = filesThat(
      (text) => /\bconsole\.|process\.(stdout|stderr|exitCode)\b/.test(text),
      (path) => path === 'cli/base-command.ts',
    );

    expect(found).toEqual([]);
  });

  it('nobody calls process.exit', () => {
    expect(
      filesThat(
        (text) => /process\.exit\(/.test(text),
        () => false,
      ),
    ).toEqual([]);
  });

  it('the environment of the process is read in cli alone', () => {
    const found = filesThat(
      (text) => /process\.env\b/.test(text.replace(/(['"`/])(?:(?!\1).)*\1/g, '')),
      (path) => path.startsWith('cli/'),
    );

    expect(found).toEqual([]);
  });
});
