/** One directive of an nginx configuration: `location /api { … }`. */
export interface Directive {
  readonly name: string;
  readonly args: readonly DirectiveWord[];
  readonly offset: number;
  /** Directives between its braces; undefined when it ends with a semicolon. */
  readonly block?: readonly Directive[];
}

export interface DirectiveWord {
  readonly text: string;
  readonly offset: number;
}

interface Token {
  readonly kind: 'word' | '{' | '}' | ';';
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|(?:\$\{\w+\}|\\.|[^\s{};"'\\])+/gs;

/** The directives of a configuration, as far as it can be read. */
export function directivesOf(text: string): readonly Directive[] {
  const tokens = [...text.matchAll(TOKEN)].flatMap((match): Token[] => {
    const [whole] = match;
    if (whole.startsWith('#')) return [];
    const isQuoted = /^["']/.test(whole);
    const kind = /^[{};]$/.test(whole) ? (whole as Token['kind']) : 'word';
    return [{ kind, text: isQuoted ? whole.slice(1, -1) : whole, offset: match.index + (isQuoted ? 1 : 0) }];
  });
  const top: Directive[] = [];
  const open: Directive[][] = [top];
  let words: Token[] = [];
  for (const token of tokens) {
    const [name, ...args] = words;
    if (token.kind === 'word') {
      words.push(token);
      continue;
    }
    const block: Directive[] | undefined = token.kind === '{' ? [] : undefined;
    if (name !== undefined) open.at(-1)?.push({ name: name.text, args, offset: name.offset, ...(block && { block }) });
    if (block) open.push(block);
    if (token.kind === '}' && open.length > 1) open.pop();
    words = [];
  }
  return top;
}

/** A directive and all inside it, each with the blocks around it from the outside in. */
export function* withParents(
  directives: readonly Directive[],
  parents: readonly Directive[] = [],
): Generator<{ readonly directive: Directive; readonly parents: readonly Directive[] }> {
  for (const directive of directives) {
    yield { directive, parents };
    // Code in Lua has braces of its own.
    if (directive.block && !directive.name.endsWith('_by_lua_block'))
      yield* withParents(directive.block, [...parents, directive]);
  }
}
