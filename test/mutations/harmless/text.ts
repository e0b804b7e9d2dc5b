// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { dump, load, YAML11_SCHEMA } from 'js-yaml';
import { rewriteAll } from '../edit.ts';
import type { HarmlessRewrite } from '../operator.ts';

const YAML = /\.ya?ml$/;
const DOTENV = /\.env$/;

export const textRewrites: readonly HarmlessRewrite[] = [
  {
    id: 'CRLF in YAML',
    because: 'line ends are not content',
    edit: rewriteAll(YAML, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    id: 'CRLF in dotenv files',
    because: 'line ends are not content',
    edit: rewriteAll(DOTENV, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    id: 'CRLF in code and Dockerfiles',
    because: 'line ends are not content',
    edit: rewriteAll(/(\.(js|py|go)|Dockerfile)$/, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    id: 'a byte order mark',
    because: 'it is no character of the text',
    edit: rewriteAll(/^compose\.yaml$|\.js$/, (text) => `\uFEFF${text}`),
  },
  {
    id: 'no line end at the end',
    because: 'line ends are not content',
    edit: rewriteAll(/(\.(ya?ml|env|js|py)|Dockerfile)$/, (text) => text.replace(/\n$/, '')),
  },
  {
    id: 'wide indentation',
    because: 'only its order counts',
    edit: rewriteAll(/^compose\.yaml$/, (text) =>
      dump(load(text, { schema: YAML11_SCHEMA }), { indent: 6, noRefs: true }),
    ),
  },
  {
    id: 'blanks at the end of lines',
    because: 'YAML does not mind',
    edit: rewriteAll(/^k8s\/base\/.*\.yaml$/, (text) => text.replace(/([^\s])\n/g, '$1  \n')),
  },
  {
    id: 'quotes in dotenv files',
    because: 'quotes are syntax',
    edit: rewriteAll(/^local\/web\.env$/, (text) =>
      text.replace(/^(\w+)=(.*)$/gm, (_, name: string, value: string) =>
        name.length % 2 === 0 ? `${name}="${value}"` : `export ${name}='${value}'`,
      ),
    ),
  },
  {
    id: 'dotenv lines in another order',
    because: 'no line refers to another one',
    edit: rewriteAll(DOTENV, (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`),
  },
  {
    id: 'comments and blank lines everywhere',
    because: 'nobody runs a comment',
    edit: rewriteAll(/(\.(ya?ml|env|py)|Dockerfile)$/, (text) => `# from the oven\n\n${text}\n# to the shelf\n`),
  },
];
