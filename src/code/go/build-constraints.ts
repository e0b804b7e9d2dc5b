/** True, false, or undefined where it is the builder's choice: the architecture, cgo. */
type Truth = boolean | undefined;

const SYSTEMS = new Set(
  (
    'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 ' +
    'windows zos'
  ).split(' '),
);
const ARCHITECTURES = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '),
);

/**
 * Whether a file can be part of a program for Linux, as its name (`proxy_windows.go`, `cart_test.go`) and its
 * `//go:build` line say. Tags of one's own (`ignore`, `mage`, `integration`) hold only when a build asks for them.
 */
export function isBuilt(path: string, text: string): boolean {
  return isNamedForLinux(path) && expressionsIn(text).every((expression) => evaluate(expression) !== false);
}

function isNamedForLinux(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.go$/, '');
  if (name.endsWith('_test')) return false;
  const [last = '', before = '', ...rest] = name.split('_').reverse();
  if (before === '' && rest.length === 0) return true;
  if (ARCHITECTURES.has(last))
    return last !== 'wasm' && (rest.length === 0 || !SYSTEMS.has(before) || before === 'linux');
  return !SYSTEMS.has(last) || last === 'linux';
}

/** What stands before `package`; `// +build` lines only where there is no `//go:build`. */
function expressionsIn(text: string): string[] {
  if (!/^\s*\/\/(go:build|\s*\+build)\s/m.test(text)) return [];
  const old: string[] = [];
  const head = text.slice(0, /^package\b/m.exec(text)?.index).replace(/\/\*[\s\S]*?\*\//g, '');
  for (const line of head.split('\n')) {
    const trimmed = line.trim();
    const own = /^\/\/go:build\s+(.*)$/.exec(trimmed)?.[1];
    if (own !== undefined) return [own];
    const before = /^\/\/\s*\+build\s+(.*)$/.exec(trimmed)?.[1];
    if (before !== undefined) old.push(fromOldForm(before));
  }
  return old;
}

/** `linux,cgo !windows`: a comma is and, a blank is or. */
function fromOldForm(line: string): string {
  const options = line.trim().split(/\s+/);
  return options.map((option) => `(${option.split(',').join(' && ')})`).join(' || ');
}

function evaluate(expression: string): Truth {
  const tokens = expression.replace(/\/\/.*$/, '').match(/&&|\|\||[!()]|[\w.]+/g) ?? [];
  return either([...tokens]);
}

function either(tokens: string[]): Truth {
  let truth = both(tokens);
  while (tokens[0] === '||') {
    tokens.shift();
    const next = both(tokens);
    truth = truth === true || next === true ? true : truth === false && next === false ? false : undefined;
  }
  return truth;
}

function both(tokens: string[]): Truth {
  let truth = single(tokens);
  while (tokens[0] === '&&') {
    tokens.shift();
    const next = single(tokens);
    truth = truth === false || next === false ? false : truth === true && next === true ? true : undefined;
  }
  return truth;
}

function single(tokens: string[]): Truth {
  const token = tokens.shift();
  if (token === '!') {
    const inner = single(tokens);
    return inner === undefined ? undefined : !inner;
  }
  if (token !== '(') return holds(token ?? '');
  const inner = either(tokens);
  if (tokens[0] === ')') tokens.shift();
  return inner;
}

function holds(tag: string): Truth {
  if (/^(linux|unix|gc)$/.test(tag) || /^go1(\.\d+)*$/.test(tag)) return true;
  if (tag === 'cgo') return undefined;
  if (ARCHITECTURES.has(tag)) return tag === 'wasm' ? false : undefined;
  return false;
}
