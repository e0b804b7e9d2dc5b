import { type AssembledText, hasVariable, UNKNOWN } from '../assembled-text.ts';
import { ancestorsOf, contains, withDescendants } from '../syntax.ts';
import { argumentsOf, child, commandName, expandedName, isIndirect, type ShNode } from './syntax.ts';
import { endsWith, type Guard, guardOf, presenceTests } from './tests.ts';
import { standInOf, wordText } from './words.ts';

/** One place where a script names a variable that it did not give a value itself. */
export interface Occurrence {
  readonly name: string;
  /** `demanded`: the script ends without it. `tested`: only asked for, or shown. */
  readonly kind: 'demanded' | 'default' | 'tested' | 'plain';
  readonly node: ShNode;
  readonly standIn?: AssembledText;
  /** Other variables of which one is enough. */
  readonly others: readonly string[];
  readonly isConditional: boolean;
}

export interface Walked {
  readonly occurrences: readonly Occurrence[];
  /** Names of the script's own with their last text. */
  readonly assigned: ReadonlyMap<string, AssembledText>;
  /** In the order of the script. */
  readonly exported: ReadonlyMap<string, ShNode>;
}

/** What every shell has by itself. */
const OWN =
  /^(_|HOME|PATH|PWD|OLDPWD|USER|HOSTNAME|SHELL|IFS|OPTARG|OPTIND|RANDOM|UID|EUID|GID|PPID|BASH\w*|LINENO|SECONDS|FUNCNAME|TERM|LANG|LC_\w+|REPLY|DIRSTACK|PIPESTATUS|TMPDIR|PS\d|COLUMNS|LINES)$/;

/** Goes through a script from its start to its end. */
export function walkScript(root: ShNode): Walked {
  const walk = new Walk(root);
  walk.visit(root);
  return walk;
}

class Walk implements Walked {
  readonly occurrences: Occurrence[] = [];
  readonly assigned = new Map<string, AssembledText>();
  readonly exported = new Map<string, ShNode>();
  readonly #ending: ReadonlySet<string>;
  #isStrict = false;
  #exportsAll = false;

  constructor(root: ShNode) {
    this.#ending = endingFunctions(root);
  }

  visit(node: ShNode): void {
    const guard = guardOf(node, (code) => endsWith(code, this.#ending));
    if (guard) this.#demand(guard, node);
    switch (node.type) {
      case 'variable_assignment':
        this.#visitAll(node);
        this.#assign(node);
        return;
      case 'declaration_command':
        this.#visitAll(node);
        this.#declare(node);
        return;
      case 'command':
        this.#command(node);
        return;
      case 'for_statement':
        for (const each of node.children.filter(({ field }) => field === 'value')) this.visit(each);
        this.assigned.set(child(node, 'variable')?.text ?? '', UNKNOWN);
        for (const each of node.children.filter(({ field }) => field !== 'value')) this.visit(each);
        return;
      case 'heredoc_redirect':
        if (!/^\\|['"]/.test(node.children.find(({ type }) => type === 'heredoc_start')?.text ?? ''))
          this.#visitAll(node);
        return;
      case 'simple_expansion':
      case 'expansion':
        this.#visitAll(node);
        this.#expand(node);
        return;
      default:
        this.#visitAll(node);
    }
  }

  #visitAll({ children }: ShNode): void {
    for (const each of children) this.visit(each);
  }

  #assign(node: ShNode): void {
    const name = child(node, 'name')?.text ?? '';
    const value = child(node, 'value');
    // `FOO=bar node server.js`: only the program has it.
    const isOfCommand = node.parent?.type === 'command' && child(node.parent, 'name') !== undefined;
    if (isOfCommand || this.#exportsAll) this.exported.set(name, node);
    if (!isOfCommand) this.assigned.set(name, value ? wordText(value, this.assigned) : UNKNOWN);
  }

  #declare(node: ShNode): void {
    const isExport = /^(export|(declare|typeset)\s+-\w*x)\b/.test(node.text);
    const isLocal = /^(local|readonly|declare|typeset)\b/.test(node.text);
    for (const each of node.children) {
      const name =
        each.type === 'variable_assignment'
          ? (child(each, 'name')?.text ?? '')
          : each.type === 'variable_name'
            ? each.text
            : '';
      if (name === '') continue;
      if (isExport) this.exported.set(name, each);
      else if (isLocal && !this.assigned.has(name)) this.assigned.set(name, UNKNOWN);
    }
  }

  #command(node: ShNode): void {
    this.#visitAll(node);
    const name = commandName(node);
    const args = argumentsOf(node).map(({ text }) => text);
    if (name === 'set') this.#set(args);
    if (name === 'read') for (const each of args) if (/^[A-Za-z_]\w*$/.test(each)) this.assigned.set(each, UNKNOWN);
    if (name === 'getopts') this.assigned.set(args[1] ?? '', UNKNOWN);
    if (name === 'printenv') this.#print(node);
  }

  /** `printenv NAME`, and `printenv "$name"` for each name of a list. */
  #print(node: ShNode): void {
    for (const each of argumentsOf(node)) {
      const expansion = [...withDescendants(each)].find((inner) => expandedName(inner) !== undefined);
      const names = expansion ? namesInLoop(expandedName(expansion) ?? '', node) : [each.text.replace(/["']/g, '')];
      for (const name of names.filter((own) => /^[A-Za-z_]\w*$/.test(own) && !OWN.test(own)))
        this.occurrences.push({
          name,
          kind: 'tested',
          node: each,
          others: [],
          isConditional: isConditional(node, name),
        });
    }
  }

  #set(args: readonly string[]): void {
    const [first = '', second] = args;
    if (/^-\w*u/.test(first) || (first.endsWith('o') && second === 'nounset') || args.includes('nounset'))
      this.#isStrict = first.startsWith('-');
    if (/^[-+]\w*a/.test(first) || args.includes('allexport')) this.#exportsAll = first.startsWith('-');
  }

  #expand(node: ShNode): void {
    const name = expandedName(node);
    if (name === undefined || isIndirect(node) || OWN.test(name) || this.#isOwn(name)) return;
    const operator = child(node, 'operator')?.text ?? '';
    const standIn = /^:?[-=]$/.test(operator) ? wordText(standInOf(node) ?? node, this.assigned) : undefined;
    const text = standInOf(node) === undefined ? { parts: [] } : standIn;
    if (/^:?=$/.test(operator)) this.assigned.set(name, { parts: [{ variable: name }] });
    const kind = this.#kindOf(node, operator);
    this.occurrences.push({
      name,
      kind,
      node,
      ...(kind === 'default' && text && { standIn: text }),
      others: [],
      isConditional: isConditional(node, name),
    });
  }

  /** Given a value by the script, and not one that is the variable itself. */
  #isOwn(name: string): boolean {
    const text = this.assigned.get(name);
    return (
      text !== undefined &&
      !(hasVariable(text) && text.parts.some((part) => typeof part === 'object' && part?.variable === name))
    );
  }

  #kindOf(node: ShNode, operator: string): Occurrence['kind'] {
    if (/^:?\?$/.test(operator)) return 'demanded';
    if (/^:?[-=]$/.test(operator)) return 'default';
    if (/^:?\+$/.test(operator) || isAsked(node) || this.assigned.has(expandedName(node) ?? '')) return 'tested';
    if (isGuarded(node, expandedName(node) ?? '')) return 'tested';
    return this.#isStrict ? 'demanded' : isShown(node) ? 'tested' : 'plain';
  }

  #demand({ tests, isJoint, isConditional: hasOther }: Guard, around: ShNode): void {
    const names = tests.flatMap((test) => (test.isIndirect ? namesInLoop(test.name, test.node) : [test.name]));
    for (const test of tests) {
      const own = test.isIndirect ? namesInLoop(test.name, test.node) : [test.name];
      for (const name of own) {
        if (this.#isOwn(name) || OWN.test(name)) continue;
        const others = isJoint ? names.filter((other) => other !== name) : [];
        const conditional = hasOther || isConditional(around, name);
        this.occurrences.push({ name, kind: 'demanded', node: test.node, others, isConditional: conditional });
      }
    }
  }
}

/** Functions of the script that end it with a failure. */
function endingFunctions(root: ShNode): ReadonlySet<string> {
  const names = [...withDescendants(root)].flatMap((node) => {
    if (node.type !== 'function_definition') return [];
    const body = child(node, 'body');
    const own = body?.children.filter(({ type }) => type === 'command') ?? [];
    return own.some((each) => commandName(each) === 'exit') ? [child(node, 'name')?.text ?? ''] : [];
  });
  return new Set(names);
}

/** `for name in DB_HOST DB_USER; do [ -z "${!name}" ] && exit 1; done` */
function namesInLoop(name: string, from: ShNode): string[] {
  for (const each of ancestorsOf(from)) {
    if (each.type !== 'for_statement' || child(each, 'variable')?.text !== name) continue;
    const values = each.children.filter(({ field }) => field === 'value').map(({ text }) => text.replace(/["']/g, ''));
    return values.filter((value) => /^[A-Za-z_]\w*$/.test(value));
  }
  return [];
}

function isAsked(node: ShNode): boolean {
  for (const each of ancestorsOf(node)) {
    if (each.type === 'test_command' || each.field === 'value')
      return each.type === 'test_command' || each.parent?.type === 'case_statement';
    if (each.type === 'command') return /^(test|\[)$/.test(commandName(each));
  }
  return false;
}

/** Printed for whoever reads the log, not into a file. */
function isShown(node: ShNode): boolean {
  for (const each of ancestorsOf(node)) {
    if (each.type === 'command_substitution') return false;
    if (each.type !== 'command') continue;
    if (!/^(echo|printf|log|info|warn|logger)$/.test(commandName(each))) return false;
    const around = each.parent;
    const redirect = around?.type === 'redirected_statement' ? around.text.slice(each.end - around.start) : '';
    return (
      around?.type !== 'pipeline' && !/>>?\s*[^&\s>]*[\w./$]/.test(redirect.replace(/>\s*&\s*\d|>\s*\/dev\/\S+/g, ''))
    );
  }
  return false;
}

/** Conditions under which a node is reached, nearest first. */
export function* conditionsAround(node: ShNode): Generator<ShNode> {
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    if (outer.type === 'if_statement' || outer.type === 'elif_clause' || outer.type === 'while_statement') {
      const condition = outer.children.find(
        (each) => (each.field === 'condition' || outer.type === 'elif_clause') && each.type !== ';',
      );
      if (condition && !contains(condition, inner)) yield condition;
    }
    if (outer.type === 'list' && outer.children[0] && outer.children[0] !== inner) yield outer.children[0];
    if (outer.type === 'case_item' && inner.field !== 'value') {
      const value = child(outer.parent, 'value');
      if (value) yield value;
    }
    inner = outer;
  }
}

function isGuarded(node: ShNode, own: string): boolean {
  return [...conditionsAround(node)].some((condition) => presenceTests(condition).some(({ name }) => name === own));
}

function isConditional(node: ShNode, own: string): boolean {
  return [...conditionsAround(node)].some(
    (condition) =>
      !presenceTests(condition).some(({ name }) => name === own) &&
      [...withDescendants(condition)].some((each) => expandedName(each) !== undefined),
  );
}
