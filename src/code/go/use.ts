import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { calleeName, type GoCall } from './call.ts';
import { stringIn } from './literal.ts';
import type { GoFile } from './model.ts';
import { child, type GoNode, listed } from './tree.ts';

/** What happens to a value at one place. */
export interface Use {
  /**
   * `compared`: to a text other than empty, or switched over. `tested`: for being there. `shown`: logged only.
   * `prefix`: in front of a listen address or a route, where nothing is as good. `plain`: anything else.
   */
  readonly kind: 'compared' | 'tested' | 'shown' | 'prefix' | 'plain' | 'assigned' | 'either';
  /** The outermost expression that still is the value, converted or not. */
  readonly node: GoNode;
  readonly type?: EnvironmentRead['type'];
  /** `either`: what `cmp.Or` and its like take instead. */
  readonly others?: readonly GoNode[];
}

const CLEANS =
  /^(strings\.(TrimSpace|ToLower|ToUpper|Trim|TrimRight|TrimLeft|TrimSuffix|TrimPrefix)|string|\[\]byte|filepath\.Clean|path\.Clean|aws\.String|to\.Ptr|ptr\.To|proto\.String|pointer\.String)$/;
const CONVERTS: Readonly<Record<string, EnvironmentRead['type']>> = {
  'strconv.ParseBool': 'boolean',
  'strconv.Atoi': 'integer',
  'strconv.ParseInt': 'integer',
  'strconv.ParseUint': 'integer',
  'strconv.ParseFloat': 'number',
  'time.ParseDuration': 'duration',
  'url.Parse': 'url',
  'url.ParseRequestURI': 'url',
  'strings.Split': 'list',
  'strings.Fields': 'list',
  'json.Unmarshal': 'json',
};
const SHOWS =
  /^(fmt\.(Print|Printf|Println|Fprintf|Fprintln)|(log|slog|logrus|zap|klog|glog)\.\w+|\.(Print|Info|Warn|Warning|Debug|Error|Trace)(f|ln|w)?|\.(Msg|Msgf|Str|WithField|WithFields|With))$/;
const EITHER =
  /^(cmp\.Or|(get|env)?(coalesce(OrEmpty)?|firstNonEmpty|firstOf|orDefault|withDefault|defaultTo|valueOr|ifEmpty|defaultIfEmpty|defaultString|orElse|stringOr|getOr|or))$/i;
const ADDRESS_USER =
  /^(ListenAndServe|ListenAndServeTLS|Listen|Start|Run|Group|Route|Mount|PathPrefix|StripPrefix|Handle|HandleFunc|GET|POST|PUT|PATCH|DELETE|Prefix)$/;
const TRUTH = /^(true|false|1|0|yes|no|on|off|enabled?|disabled?|y|n|t|f)$/i;

/** What happens to the value at a node: the place where it is read, or where a variable that holds it is named. */
export function useOf(node: GoNode, file: GoFile): Use {
  const parent = node.parent;
  if (parent === undefined) return { kind: 'plain', node };
  switch (parent.type) {
    case 'parenthesized_expression':
    case 'literal_element':
      return useOf(parent, file);
    case 'expression_list':
      return parent.children.length === 1 || parent.field !== 'value'
        ? useInList(parent, node)
        : { kind: 'plain', node };
    case 'argument_list':
      return useAsArgument(node, parent, file);
    case 'binary_expression':
      return useInBinary(node, parent, file);
    case 'expression_switch_statement':
      return { kind: 'compared', node };
    case 'if_statement':
      return { kind: 'tested', node, type: 'boolean' };
    case 'unary_expression':
      return useOf(parent, file);
    default:
      return { kind: node.field === 'name' ? 'assigned' : 'plain', node };
  }
}

function useInList(list: GoNode, node: GoNode): Use {
  if (list.field === 'left') return { kind: 'assigned', node };
  return { kind: 'plain', node };
}

function useAsArgument(node: GoNode, list: GoNode, file: GoFile): Use {
  const outer = list.parent;
  const call = outer && file.callAt.get(outer);
  if (outer === undefined || call === undefined) return { kind: 'plain', node };
  const name = calleeName(call);
  if (CLEANS.test(name)) return useOf(outer, file);
  const type = CONVERTS[name];
  if (type !== undefined) return { kind: 'plain', node: outer, type };
  if (name === 'len') return useOf(outer, file);
  if (name === 'net.JoinHostPort' && call.args[0]?.start === node.start)
    return useOf(outer, file).kind === 'plain' && !/[dD]ial/.test(outer.parent?.parent?.text.slice(0, 20) ?? '')
      ? { kind: 'prefix', node }
      : { kind: 'plain', node };
  if (name === 'strings.EqualFold') {
    const other = stringIn(call.args.find((arg) => arg.start !== node.start));
    return {
      kind: 'compared',
      node: outer,
      ...(other !== undefined && TRUTH.test(other) && { type: 'boolean' as const }),
    };
  }
  if (/^strings\.(HasPrefix|HasSuffix|Contains)$/.test(name)) return { kind: 'compared', node: outer };
  if (EITHER.test(name.replace(/^\w+\.(?=.)/, (match) => (match === 'cmp.' ? match : ''))))
    return useInEither(node, call);
  if (SHOWS.test(name)) return { kind: 'shown', node: outer };
  const otherwise = /^(Ternary|If|IfElse)$/.test(call.name) ? otherBranch(node, call) : undefined;
  if (otherwise) return { kind: 'either', node: outer, others: [otherwise] };
  return { kind: isAddressPart(node, node, file) ? 'prefix' : 'plain', node };
}

function useInEither(node: GoNode, call: GoCall): Use {
  const at = call.args.findIndex((arg) => arg.start <= node.start && node.end <= arg.end);
  const others = call.args.filter((_, position) => position !== at);
  return { kind: at === call.args.length - 1 ? 'plain' : 'either', node: call.node, others };
}

/** `lo.Ternary(os.Getenv("X") != "", os.Getenv("X"), "x")`: the branch that does not give the value. */
function otherBranch(node: GoNode, { args: [condition, first, second] }: GoCall): GoNode | undefined {
  if (!condition?.text.includes(node.text)) return undefined;
  return first && first.start <= node.start && node.end <= first.end ? second : first;
}

function useInBinary(node: GoNode, parent: GoNode, file: GoFile): Use {
  const operator = child(parent, 'operator')?.text ?? '';
  const other = child(parent, node.field === 'left' ? 'right' : 'left');
  if (operator === '+') {
    if (node.field === 'left' && isAddressPart(node, parent, file)) return { kind: 'prefix', node };
    return { kind: 'plain', node };
  }
  if (operator === '&&' || operator === '||') return { kind: 'tested', node };
  const text = stringIn(other);
  const length = node.type === 'call_expression' && node.text.startsWith('len(');
  if (text === '' || length) return { kind: 'tested', node };
  if (text !== undefined && TRUTH.test(text)) return { kind: 'compared', node, type: 'boolean' };
  return { kind: 'compared', node, ...(text !== undefined && { type: 'string' as const }) };
}

/** `base + "/cart"` as a route, `host + ":" + port` as the address to listen on: both work with an empty start. */
function isAddressPart(node: GoNode, joined: GoNode, file: GoFile): boolean {
  let outer: GoNode = joined;
  while (outer.parent?.type === 'binary_expression' && outer.field === 'left') outer = outer.parent;
  if (outer.start !== node.start) return false;
  const call = outer.parent?.type === 'argument_list' && outer.parent.parent && file.callAt.get(outer.parent.parent);
  if (!call) return false;
  if (outer === node) return /^(Group|PathPrefix|StripPrefix)$/.test(call.name);
  return ADDRESS_USER.test(call.name) && listed(call.node).length > 0;
}
