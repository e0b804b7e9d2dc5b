import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { CallSite } from './call.ts';
import type { RustReader } from './reader.ts';
import { stringIn } from './strings.ts';
import type { RsNode } from './syntax.ts';
import { isConditional, whenAt } from './timing.ts';

/** What cargo itself sets for a build. */
const OF_CARGO = /^(CARGO(_|$)|OUT_DIR$|TARGET$|PROFILE$|RUSTC$|VERGEN_)/;

/** Reads inside macros: when the crate is built (`env!`), and in what a macro does with its arguments. */
export function macroReads(reader: RustReader): EnvironmentRead[] {
  const { macros, calls } = reader.file;
  return [
    ...macros.flatMap((macro) => (/^(option_)?env!/.test(macro.text) ? builtIn(macro, reader) : inside(macro, reader))),
    ...calls
      .filter(({ callee, args }) => /^(dotenv_codegen::)?dotenv$/.test(callee) && args.length > 0)
      .flatMap((call) => ofDotenv(call, reader)),
  ];
}

function builtIn(macro: RsNode, reader: RustReader): EnvironmentRead[] {
  const named = macro.children.flatMap(({ children }) => children).find((each) => stringIn(each) !== undefined);
  const via = macro.text.startsWith('option') ? 'option_env!' : 'env!';
  return named ? builtRead(named, via, reader) : [];
}

/** `dotenv!("NAME")` puts what the file says into the program. */
function ofDotenv({ args }: CallSite, reader: RustReader): EnvironmentRead[] {
  return args[0] ? builtRead(args[0], 'dotenv!', reader) : [];
}

function builtRead(node: RsNode, via: string, reader: RustReader): EnvironmentRead[] {
  const name = stringIn(node) ?? '';
  if (name === '' || OF_CARGO.test(name)) return [];
  return [{ ...plainRead(name, node, reader), when: 'start', conditional: false, buildTime: true, via }];
}

const READ = /\benv::var(?:_os)?\(\s*("(?:\w+)")\s*\)\s*(\.(?:unwrap\(\)|expect\())?/g;

function inside(macro: RsNode, reader: RustReader): EnvironmentRead[] {
  if (!macro.text.includes('env::var')) return [];
  return [...macro.text.matchAll(READ)].map((match) => {
    const [whole, quoted = '', demand] = match;
    const start = macro.start + match.index + whole.indexOf(quoted);
    const read = { ...plainRead(quoted.slice(1, -1), macro, reader), at: reader.file.originOf({ start }) };
    return demand === undefined ? read : { ...read, need: 'required', enforced: true };
  });
}

function plainRead(name: string, node: RsNode, reader: RustReader): EnvironmentRead {
  return {
    name,
    dynamic: false,
    at: reader.file.originOf(node),
    need: 'optional',
    when: whenAt(node, reader),
    conditional: isConditional(node, name, reader),
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via: 'env::var',
  };
}
