import type { CodeValue, EnvFileLoad } from '../../shape/code-facts.ts';
import { conditionOf } from '../load-condition.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { callOf, entryOfObject, literalText, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import { requiredModule } from './patterns.ts';
import type { Evaluate } from './values.ts';

const DOTENV = /^(dotenv|dotenv-safe|dotenv-defaults|@dotenvx\/dotenvx)$/;
const AT_IMPORT = /^(dotenv|dotenv-safe|dotenv-defaults|dotenv-flow|@dotenvx\/dotenvx)\/config$/;
/** Settings of build tools and of test runners are no part of the program. */
const OF_A_TOOL = /\.config\.[cm]?[jt]s$|(^|\/)(knexfile|jest\.setup|vitest\.setup)\.[cm]?[jt]s$/;
const STANDARD: CodeValue = { kind: 'literal', text: '.env' };
const MODE: CodeValue = { kind: 'template', parts: ['.env.', { variable: 'NODE_ENV' }] };

type Place = Pick<EnvFileLoad, 'path' | 'from'>;

/** Dotenv files that a file loads: `dotenv.config()`, `import 'dotenv/config'`, dotenv-flow, Nest's ConfigModule, node itself. */
export function envFileLoads(module: SourceModule, evaluate: Evaluate): EnvFileLoad[] {
  if (OF_A_TOOL.test(module.path)) return [];
  const imported = module.nodesOf('import_statement').flatMap((statement) => {
    const source = fieldOf(statement, 'source');
    return source ? atImport(stringOf(source), statement, module) : [];
  });
  return [...imported, ...module.calls.flatMap((call) => atCall(call, module, evaluate))];
}

function atImport(from: string | undefined, node: Syntax, module: SourceModule): EnvFileLoad[] {
  if (from === undefined || !AT_IMPORT.test(from)) return [];
  return loads(from.startsWith('dotenv-flow') ? flowFiles() : [started(STANDARD)], node, module);
}

function atCall(node: Syntax, module: SourceModule, evaluate: Evaluate): EnvFileLoad[] {
  const required = requiredModule(node);
  if (required !== undefined) return atImport(required, node, module);
  const call = callOf(node);
  if (!call) return [];
  const [first] = call.args;
  if (pathOf(call.callee)?.join('.') === 'process.loadEnvFile')
    return loads([first ? placeOf(first, evaluate) : started(STANDARD)], node, module);
  const member = packageMember(call.callee, module);
  if (member === undefined) return [];
  if (member.from === 'dotenv-flow' && member.name === 'config') return loads(flowFiles(), node, module);
  if (DOTENV.test(member.from) && member.name === 'config')
    return loads(filesOf(entryOfObject(first, 'path'), evaluate), node, module, first);
  if (member.from !== '@nestjs/config' || member.name !== 'ConfigModule.forRoot') return [];
  const ignored = entryOfObject(first, 'ignoreEnvFile');
  if (ignored !== undefined && literalText(unwrap(ignored)) !== 'false') return [];
  return loads(filesOf(entryOfObject(first, 'envFilePath'), evaluate), node, module);
}

function loads(places: readonly Place[], node: Syntax, module: SourceModule, options?: Syntax): EnvFileLoad[] {
  const overriding = entryOfObject(options, 'override');
  const overrides = overriding !== undefined && literalText(unwrap(overriding)) === 'true';
  const ordered = overrides ? [...places].reverse() : places;
  return ordered.map((place) => ({ ...place, overrides, ...conditionOf(node), at: module.originOf(node) }));
}

function started(path: CodeValue): Place {
  return { path, from: 'started' };
}

/** `.env.production.local`, `.env.local`, `.env.production`, `.env`: the first one wins. */
function flowFiles(): Place[] {
  const local: CodeValue = { kind: 'template', parts: ['.env.', { variable: 'NODE_ENV' }, '.local'] };
  return [local, { kind: 'literal', text: '.env.local' } as const, MODE, STANDARD].map(started);
}

function filesOf(option: Syntax | undefined, evaluate: Evaluate): Place[] {
  if (option === undefined) return [started(STANDARD)];
  const inner = unwrap(option);
  const paths = inner.type === 'array' ? inner.children : [inner];
  return paths.map((path) => placeOf(path, evaluate));
}

/** `path.resolve(__dirname, '../.env')` is told from where the file lies; `path.join(process.cwd(), '.env')` is not. */
function placeOf(node: Syntax, evaluate: Evaluate): Place {
  const call = callOf(unwrap(node));
  const [folder, ...rest] = call?.args ?? [];
  const name = call && (pathOf(call.callee)?.at(-1) ?? '');
  if (folder !== undefined && rest.length > 0 && /^(join|resolve|URL)$/.test(name ?? '')) {
    const [start, parts] = name === 'URL' ? [rest[0], [folder]] : [folder, rest];
    const texts = parts.map((part) => evaluate(part));
    const from = /__dirname|import\.meta/.test(start?.text ?? '') ? 'code' : 'started';
    const isKnown = from === 'code' || /^process\.cwd\(\)$/.test(start?.text ?? '');
    if (isKnown) return { path: joined(texts), from };
  }
  return started(evaluate(node));
}

function joined(values: readonly CodeValue[]): CodeValue {
  const parts: ({ readonly variable: string } | string)[] = [];
  for (const value of values) {
    if (parts.length > 0) parts.push('/');
    if (value.kind === 'literal') parts.push(value.text);
    else if (value.kind === 'template') parts.push(...value.parts);
    else if (value.kind === 'variable') parts.push({ ...value, variable: value.name });
    else return { kind: 'computed' };
  }
  return parts.every((part) => typeof part === 'string')
    ? { kind: 'literal', text: parts.join('') }
    : { kind: 'template', parts };
}
