import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrintedBy, sectionsOf, type TemplateLine } from '../../../src/sources/helm/template-sections.ts';

function linesOf(text: string): readonly TemplateLine[] {
  return sectionsOf('web.yaml', text).flatMap((section) => section.lines);
}

/** `3 web.port`: the line and what it refers to. */
function references(text: string): string[] {
  return linesOf(text).flatMap((line) =>
    line.references.map((reference) =>
      reference.kind === 'values'
        ? `${line.line} ${reference.keys.join('.')}`
        : `${line.line} Chart.${reference.field}`,
    ),
  );
}

describe('what a line refers to', () => {
  test.each([
    ['a value', 'a: {{ .Values.web.port }}', ['1 web.port']],
    ['a value from the root', 'a: {{ $.Values.web.port | quote }}', ['1 web.port']],
    ['the chart', 'a: {{ .Values.tag | default .Chart.AppVersion }}', ['1 tag', '1 Chart.AppVersion']],
    ['nothing of the release', 'a: {{ .Release.Name }}-{{ .Template.Name }}', []],
    ['no text in quotes', 'a: {{ printf "%s.Values.x" .Values.y }}', ['1 y']],
    ['an index', 'a: {{ index .Values.web "env" "PORT" }}', ['1 web.env.PORT']],
    ['a value in brackets', 'a: {{ (.Values.web).port }}', ['1 web']],
    [
      'the dot of a with',
      '{{- with .Values.web }}\na: {{ .port }}\n{{- end }}\nb: {{ .Values.c }}',
      ['2 web.port', '4 c'],
    ],
    ['the dot itself', '{{- with .Values.web }}\na:\n  {{- toYaml . | nindent 2 }}\n{{- end }}', ['3 web']],
    [
      'what is outside of a with after else',
      '{{ with .Values.a }}\n{{ else }}\nb: {{ .Values.c }}\n{{ end }}',
      ['3 c'],
    ],
    ['each item of a range', '{{ range .Values.tills }}\na: {{ .port }}\n{{ end }}', ['2 tills.*.port']],
    [
      'key and value of a range',
      '{{- range $key, $till := .Values.tills }}\n{{ $key }}: {{ $till.port }}\n{{- end }}',
      ['2 tills.*', '2 tills.*.port'],
    ],
    ['a variable', '{{- $web := .Values.web -}}\na: {{ $web.port }}', ['2 web.port']],
    ['nothing of a variable nobody knows', 'a: {{ $web.port }}', []],
    [
      'a value in an action over several lines',
      'a: {{ include "x"\n  (dict "port" .Values.port)\n}}\nb: 1',
      ['1 port'],
    ],
  ])('%s', (_, text, expected) => {
    expect(references(text)).toEqual(expected);
  });
});

describe('lines', () => {
  test('of control actions, comments and blanks are left out; the others keep their numbers', () => {
    const text = '{{/* a\ncomment */}}\n# note\na: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n\nc: 3\n';

    expect(linesOf(text).map(({ line, text: written }) => [line, written])).toEqual([
      [4, 'a: 1'],
      [6, 'b: 2'],
      [9, 'c: 3'],
    ]);
  });

  test('documents and defines are sections of their own', () => {
    const text = 'a: 1\n---\nb: 2\n{{- define "shop.labels" -}}\nc: 3\n{{- end }}\n---\nd: 4\n';

    expect(sectionsOf('web.yaml', text).map(({ name, lines }) => [name, lines.map((line) => line.text)])).toEqual([
      [undefined, ['a: 1']],
      [undefined, ['b: 2']],
      ['shop.labels', ['c: 3']],
      [undefined, ['d: 4']],
    ]);
  });

  test.each([
    ['name: {{ .Values.a }}-web', 'name: shop-web', true],
    ['name: {{ .Values.a }}-web', 'name: shop-till', false],
    ['image: "{{ .Values.a }}:{{ .Values.b }}"', 'image: "web:1"', true],
    ['image: "{{ .Values.a }}:{{ .Values.b }}"', 'image: web:1', false],
    ['value: {{ if .Values.a }}one{{ else }}two{{ end }}', 'value: two', true],
    ['port: 80', 'port: 8080', false],
    ['a: {{ .x }}{{ .x }}a', 'a:', false],
  ])('%s prints %s: %s', (template, rendered, expected) => {
    const [line] = linesOf(template);

    expect(isPrintedBy(rendered, line?.parts ?? [])).toBe(expected);
  });

  test('any text is read, in bounded time, to lines that are there', () => {
    const word = fc.constantFrom(
      '{{',
      '}}',
      '-',
      '"',
      '`',
      '\n',
      ' ',
      'if',
      'end',
      'range',
      'define',
      '"a"',
      '.Values.x',
      ':',
      '/*',
      '*/',
    );

    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), (words) => {
        const text = words.join('');
        const count = text.split('\n').length;

        for (const { line } of linesOf(text)) expect(line).toBeLessThanOrEqual(count);
      }),
    );
    expect(linesOf('{{ "'.repeat(20_000)).length).toBeLessThan(2);
  });
});
