import { type AssembledText, concat, fixed, literalOf, textOfValue, UNKNOWN } from '../assembled-text.ts';
import { addressText } from './addresses.ts';
import { boundTo } from './bound.ts';
import type { CallSite } from './call.ts';
import { isDirectRead } from './direct-reads.ts';
import { formatted } from './format.ts';
import type { Following } from './reader.ts';
import { child, lastOf, type RsNode } from './syntax.ts';
import { isUnknown, orElse, readOf } from './text.ts';

/** Methods that hand on what they are called on, as far as names of hosts, ports and queues go. */
const HANDS_ON =
  /^(unwrap|expect|clone|cloned|copied|to_string|to_owned|to_str|into|try_into|into_string|into_owned|as_str|as_ref|as_deref|as_deref_mut|as_mut|as_bytes|into_bytes|borrow|deref|trim|trim_end|trim_start|trim_end_matches|trim_start_matches|parse|ok|ok_or|ok_or_else|map_err|context|with_context|wrap_err|wrap_err_with|to_socket_addrs|next|unwrap_or_default|unwrap_unchecked|filter|inspect|inspect_err|flatten|transpose|to_string_lossy|to_path_buf|as_path|into_boxed_str|leak|expose_secret|strip_suffix)$/;
/** Functions that hand on their first argument. */
const WRAPS =
  /(^|::)((String|Cow|PathBuf|OsString|Uri|Arc|Rc|Box|NonZeroU16|SecretString|Secret|SecretBox|HeaderValue|Bytes|StdString|KString|SmolStr|ByteString)::(from|new|from_static|from_str|from_shared|from_maybe_shared|try_from)|(Url|reqwest::Url|Uri|SocketAddr|SocketAddrV4|IpAddr|Ipv4Addr)::(parse|from_str|from)|IpAddr::V4|IpAddr::V6|Some|Ok|Path::new|Data::new|Extension|State|u16::from_str|str::from_utf8)$/;

export function followCall(node: RsNode, following: Following): AssembledText {
  const call = following.file.callAt.get(node);
  if (call === undefined) return UNKNOWN;
  return call.receiver ? followMethod(call, call.receiver, following) : followFunction(call, following);
}

function followMethod(call: CallSite, receiver: RsNode, following: Following): AssembledText {
  const { name, args } = call;
  const [first] = args;
  const text = () => following.follow(receiver, following);
  if (/^(unwrap_or|or|unwrap_or_else|or_else)$/.test(name) && first)
    return orElse(text(), following.follow(resultOf(first), following));
  if (/^(map_or|map_or_else)$/.test(name) && first) {
    const mapped = args[1] ? following.follow(resultOf(args[1]), following) : text();
    return orElse(isUnknown(mapped) ? text() : mapped, following.follow(resultOf(first), following));
  }
  if (/^(map|and_then)$/.test(name) && first) {
    const isName = !/^closure_expression$/.test(first.type);
    return isName ? text() : following.follow(resultOf(first), following);
  }
  if (name === 'join' && first) return joined(text(), following.follow(first, following));
  if (/^to_(ascii_)?(upper|lower)case$/.test(name)) return inCase(text(), name.includes('upper'));
  const helper = following.helpers.get(name);
  if (helper && args.length > helper.nameParameter) return helperText(call, following);
  if (HANDS_ON.test(name)) return text();
  return returned(call, following);
}

function inCase(text: AssembledText, isUpper: boolean): AssembledText {
  const change = (part: string) => (isUpper ? part.toUpperCase() : part.toLowerCase());
  return { parts: text.parts.map((part) => (typeof part === 'string' ? change(part) : part)) };
}

/** What a closure gives; a plain value as it is. */
function resultOf(node: RsNode): RsNode {
  return node.type === 'closure_expression' ? (child(node, 'body') ?? node) : node;
}

function followFunction(call: CallSite, following: Following): AssembledText {
  const { callee, name, args } = call;
  const [first] = args;
  if (isDirectRead(call) && first) return readOf(following.follow(first, following));
  if (/(^|::)(format|format_args)$/.test(callee)) return formatted(args, following);
  if (/(^|::)concat$/.test(callee)) return concat(args.map((each) => following.follow(each, following)));
  if (/(^|::)String::new$/.test(callee)) return fixed('');
  if (/(^|::)(SocketAddr|SocketAddrV4)::new$/.test(callee)) return addressText(args, following) ?? UNKNOWN;
  if (/(^|::)Ipv4Addr::(new|from)$/.test(callee) && args.length === 4) {
    const numbers = args.map((each) => literalOf(following.follow(each, following)));
    return numbers.includes(undefined) ? UNKNOWN : fixed(numbers.join('.'));
  }
  const helper = following.helpers.get(name);
  if (helper && args.length > helper.nameParameter) return helperText(call, following);
  if (WRAPS.test(callee) && first) return following.follow(first, following);
  // `Lazy::new(|| …)`
  if (/(Lazy|LazyLock|OnceCell|LazyCell)::new$|::get_or_init$/.test(callee) && first)
    return following.follow(resultOf(first), following);
  return returned(call, following);
}

function joined(base: AssembledText, path: AssembledText): AssembledText {
  const text = concat([base, fixed('/'), path]);
  return {
    parts: text.parts.map((part) => (typeof part === 'string' ? part.replace(/([^:])\/{2,}/g, '$1/') : part)),
  };
}

/** The text that a helper's call gives. */
function helperText(call: CallSite, following: Following): AssembledText {
  const helper = following.helpers.get(call.name);
  const name = helper && call.args[helper.nameParameter];
  if (helper === undefined || name === undefined) return UNKNOWN;
  const own = readOf(concat([fixed(helper.prefix), following.follow(name, following)]));
  const given = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter];
  if (given) return orElse(own, following.follow(resultOf(given), following));
  return helper.ownDefault === undefined ? own : orElse(own, fixed(helper.ownDefault));
}

/** A function of this file that only returns: what it ends with, and all that it returns before must be failures. */
function returned(call: CallSite, following: Following): AssembledText {
  const [target, ...others] = following.file.functions.get(call.name) ?? [];
  if (target?.body === undefined || others.length > 0) return boundResult(call, following);
  const last = lastOf(target.body);
  const isKnown = following.frames.get(target.node);
  if (last === undefined || isKnown) return UNKNOWN;
  return following.follow(last, { ...following, frames: new Map([...following.frames, [target.node, call]]) });
}

/** The result of a function that another file defines. */
function boundResult({ name, args }: CallSite, { context, file }: Following): AssembledText {
  if (args.length > 0) return UNKNOWN;
  const found = boundTo(`${name}.()`, context.bindings, file.path);
  return found ? textOfValue(found) : UNKNOWN;
}
