// Makes what is derived from schemas/: TypeScript types, and a validator that needs no compiler at run time.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Path of each generated file, and its text. */
export function generated() {
  const config = withSources(schema('parity'));
  return {
    'schemas/parity.schema.json': `${jsonText(config)}\n`,
    'src/config/generated/parity-yaml.ts': `${typesOf(config, 'schemas/parity.schema.json')}\n${kindsOf(config)}`,
    'src/config/generated/validate.ts': validatorOf(config),
    'src/reporters/generated/report-document.ts': typesOf(schema('report'), 'schemas/report.schema.json'),
  };
}

function schema(name) {
  return JSON.parse(readFileSync(join(ROOT, `schemas/${name}.schema.json`), 'utf8'));
}

/** The schema of parity.yaml with what each source says of its key in an environment (`<kind>.schema.json` in its folder). */
function withSources(config) {
  const { Environment } = config.definitions;
  const { cluster, deploy, ...kinds } = Environment.properties;
  Environment.properties = { ...kinds, ...sourceKeys(), cluster, deploy };
  return config;
}

/** What the sources say of their keys, by the name of the key. */
function sourceKeys() {
  const files = readdirSync(join(ROOT, 'src/sources'), { recursive: true }).filter((file) =>
    file.endsWith('.schema.json'),
  );
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [
        basename(file, '.schema.json'),
        JSON.parse(readFileSync(join(ROOT, 'src/sources', file), 'utf8')),
      ]),
  );
}

function kindsOf(config) {
  const { cluster, deploy, ...kinds } = config.definitions.Environment.properties;
  const read = Object.keys(sourceKeys());
  return `/** Keys of an environment that name files. */
${listOf('SOURCE_KINDS', Object.keys(kinds))}
/** Those of them that this version reads. */
${listOf(
  'READ_KINDS',
  Object.keys(kinds).filter((kind) => read.includes(kind)),
)}`;
}

function listOf(name, words) {
  return `export const ${name} = [${words.map((word) => JSON.stringify(word)).join(', ')}] as const;\n`;
}

/** JSON as people write it: a list of words in one line. */
function jsonText(value, indent = '') {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isWords = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  if (isWords) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + jsonText(item, inner)).join(',\n')}\n${indent}]`;
  const fields = Object.entries(value).map(
    ([name, part]) => `${inner}${JSON.stringify(name)}: ${jsonText(part, inner)}`,
  );
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

function validatorOf(config) {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, messages: false, code: { source: true, esm: true } });
  const code = standalone.default(ajv, ajv.compile(bare(config))).replace('"use strict";', '');
  if (/\brequire\(/.test(code)) throw new Error('the validator needs ajv at run time: leave out the keyword that does');
  const small = transformSync(code, { minify: true, format: 'esm' }).code;
  return `// @ts-nocheck
// Generated from schemas/parity.schema.json by scripts/generate.mjs.
import type { SchemaError } from '../schema-problems.ts';

/** What the schema refuses in a document; empty when nothing. */
export function schemaErrors(document: unknown): readonly SchemaError[] {
  return validate(document) ? [] : validate.errors;
}

${small.replace(/export\{.*\bas validate\b.*\};\s*$/, (names) => `const validate=${/(\w+) as validate\b/.exec(names)[1]};\n`)}`;
}

/** Without descriptions, which a validator does not need. */
function bare(part) {
  if (Array.isArray(part)) return part.map(bare);
  if (typeof part !== 'object' || part === null) return part;
  const fields = Object.entries(part).filter(([name, value]) => name !== 'description' || typeof value !== 'string');
  return Object.fromEntries(fields.map(([name, value]) => [name, bare(value)]));
}

function typesOf(document, from) {
  const named = [...Object.entries(document.definitions), [document.title, document]];
  const body = named
    .map(([name, part]) => `${comment(part, '')}export type ${name} = ${typeOf(part, '')};\n`)
    .join('\n');
  return `// Generated from ${from} by scripts/generate.mjs.\n\n${body}`;
}

function typeOf(part, indent) {
  if (part.$ref !== undefined) return part.$ref.replace('#/definitions/', '');
  if (part.enum !== undefined) return part.enum.map((value) => JSON.stringify(value)).join(' | ');
  return [part.type]
    .flat()
    .map((type) => typeOfOne(type, part, indent))
    .join(' | ');
}

function typeOfOne(type, part, indent) {
  if (type === 'array') return arrayOf(part, indent);
  if (type === 'object') return objectOf(part, indent);
  return type === 'integer' ? 'number' : type;
}

function arrayOf(part, indent) {
  const item = typeOf(part.items, indent);
  const name = item.includes(' | ') ? `(${item})` : item;
  return part.minItems === 1 ? `readonly [${name}, ...${name}[]]` : `readonly ${name}[]`;
}

function objectOf(part, indent) {
  const inner = `${indent}  `;
  if (typeof part.additionalProperties === 'object')
    return `{ readonly [name: string]: ${typeOf(part.additionalProperties, inner)} }`;
  const fields = Object.entries(part.properties).map(([name, value]) => {
    const optional = part.required?.includes(name) ? '' : '?';
    return `${comment(value, inner)}${inner}readonly ${keyOf(name)}${optional}: ${typeOf(value, inner)};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}

/** A name that is no identifier stands in quotes. */
function keyOf(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

function comment(part, indent) {
  return part.description === undefined ? '' : `${indent}/** ${part.description} */\n`;
}

/** Writes every generated file. */
export function writeGenerated() {
  for (const [path, text] of Object.entries(generated())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeGenerated();
