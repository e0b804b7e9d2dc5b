import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellCommands } from '../../src/text/shell-commands.ts';

const words = (script: string) => shellCommands(script).map((command) => command.words);

describe('the commands of a shell script', () => {
  it.each<readonly [string, string, readonly (readonly string[])[]]>([
    [
      'one a line',
      'cd k8s\nkubectl apply -f .\n',
      [
        ['cd', 'k8s'],
        ['kubectl', 'apply', '-f', '.'],
      ],
    ],
    ['several on a line', 'cd k8s && make; ls || true', [['cd', 'k8s'], ['make'], ['ls'], ['true']]],
    [
      'continued lines',
      'kubectl create \\\n  secret \\\n  generic web',
      [['kubectl', 'create', 'secret', 'generic', 'web']],
    ],
    ['a quote over lines', 'echo "a\nb" c', [['echo', 'a\nb', 'c']]],
    ['comments', '# one\nls # two\necho "# three"', [['ls'], ['echo', '# three']]],
    [
      'loops and branches',
      'for x in a; do ls; done\nif true; then make; fi',
      [['for', 'x', 'in', 'a'], ['ls'], ['true'], ['make']],
    ],
    ['assignments before', 'A=1 B="x y" make all', [['make', 'all']]],
    [
      'expressions of a pipeline',
      'echo "${{ secrets.A }}" ${{ b || c }}',
      [['echo', '${{ secrets.A }}', '${{ b || c }}']],
    ],
  ])('%s', (_, script, expected) => {
    expect(words(script)).toEqual(expected);
  });

  it('know their files, their pipe and their line', () => {
    const commands = shellCommands('\nenvsubst < a.yaml | kubectl apply -f - > log 2> errors\n');

    expect(commands).toMatchObject([
      { words: ['envsubst'], input: 'a.yaml', line: 1 },
      { words: ['kubectl', 'apply', '-f', '-'], from: { words: ['envsubst'] }, line: 1 },
    ]);
  });

  it('have their here-document beside them', () => {
    expect(shellCommands("cat <<'EOF' > .env\nA=1\nkubectl delete\nEOF\nls")).toMatchObject([
      { words: ['cat'], output: '.env', document: 'A=1\nkubectl delete' },
      { words: ['ls'], line: 4 },
    ]);
  });

  it('never throw, for any text', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '"',
      "'",
      '\\',
      '|',
      '&&',
      '<<E',
      '<<',
      '$(',
      '${',
      '}',
      ')',
      '#',
      '>',
      'E',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void shellCommands(pieces.join(''))));
  });

  it.each([
    ['open quotes', '"\n'.repeat(2_000)],
    ['continuations', 'a \\\n'.repeat(5_000)],
    ['here-documents', 'cat <<E\n'.repeat(5_000)],
  ])('stay quick over many %s', (_, script) => {
    const start = performance.now();
    shellCommands(script);

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
