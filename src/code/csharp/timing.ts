import { METHOD } from './file.ts';
import type { Access, Reading } from './reading.ts';
import { ancestorOf, type CsNode, childOf, isInside } from './syntax.ts';
import { aborts } from './tests.ts';
import { classAround } from './types.ts';

/** Methods that the host calls once, when the program starts. */
const START_METHODS =
  /^(Main|ConfigureServices|Configure|ConfigureContainer|ConfigureWebHost|ConfigureAppConfiguration|CreateHostBuilder|CreateWebHostBuilder|BuildWebHost|CreateBuilder|Load|StartAsync|ExecuteAsync|OnConfiguring|Register\w*|Setup\w*)$/;
const START_TYPES = /(Program|Startup|Module|Options|Settings|Config|Configuration|Constants|Extensions|Installer)$/;
const EXTENDS =
  /\bthis\s+(I?ServiceCollection|I?HostBuilder|IHostApplicationBuilder|WebApplicationBuilder|WebApplication|IApplicationBuilder|IWebHostBuilder|IEndpointRouteBuilder|IConfiguration\w*|IBusRegistrationConfigurator)\b/;

/** Whether a place runs when the program starts, or later, when something calls it. */
export function timingOf(node: CsNode): 'start' | 'later' {
  const method = ancestorOf(node, METHOD);
  const owner = childOf(classAround(node), 'name')?.text ?? '';
  if (method === undefined) return 'start';
  if (method.type === 'local_function_statement' && classAround(node) === undefined) return 'start';
  if (START_METHODS.test(childOf(method, 'name')?.text ?? '') || START_TYPES.test(owner)) return 'start';
  return EXTENDS.test(childOf(method, 'parameters')?.text ?? '') ? 'start' : 'later';
}

/** The extension method around a place: a library's own, which runs only where a program calls it. */
export function extensionAround(node: CsNode): string | undefined {
  const method = ancestorOf(node, /^method_declaration$/);
  const isExtension = /^\(\s*this\b/.test(childOf(method, 'parameters')?.text ?? '');
  return isExtension ? childOf(method, 'name')?.text : undefined;
}

/** Conditions that hold in production. */
const IN_PRODUCTION = /^!\s*[\w.]*\bIsDevelopment\(\)$|^[\w.]*\bIsProduction\(\)$/;

/** What the conditions around a place ask for. */
export interface Surroundings {
  /** It is reached only when something else holds. */
  readonly isConditional: boolean;
  /** It is reached only when the value is there, or only when it is not. */
  readonly isGuarded: boolean;
}

export function surroundingsOf(reading: Reading, node: CsNode, name: string): Surroundings {
  let isConditional = false;
  let isGuarded = false;
  for (let at = node, parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (METHOD.test(parent.type) || parent.type === 'lambda_expression') break;
    const condition = conditionBeside(at, parent);
    if (condition === undefined || IN_PRODUCTION.test(condition.text)) continue;
    const asked = askedFor(reading, condition);
    if (asked.some((access) => access.name === name)) isGuarded = true;
    // `a is missing || b is missing`: b is asked as well as a.
    else if (parent.type !== 'binary_expression' || asked.length === 0) isConditional = true;
  }
  return { isConditional, isGuarded };
}

function conditionBeside(at: CsNode, parent: CsNode): CsNode | undefined {
  const condition = childOf(parent, 'condition');
  switch (parent.type) {
    case 'if_statement':
      if (at.field === 'consequence') return condition;
      // Behind `if (x) throw …; else`, everything goes on.
      return at.field === 'alternative' && !aborts(childOf(parent, 'consequence') ?? at) ? condition : undefined;
    case 'conditional_expression':
      return at === condition ? undefined : condition;
    case 'switch_section':
    case 'switch_expression_arm':
    case 'catch_clause':
      return parent.children[0];
    case 'binary_expression': {
      const operator = childOf(parent, 'operator')?.text;
      return at.field === 'right' && (operator === '&&' || operator === '||') ? childOf(parent, 'left') : undefined;
    }
    default:
      return undefined;
  }
}

/** The reads whose values a condition looks at, also by the names they were given. */
function askedFor(reading: Reading, condition: CsNode): Access[] {
  return [...reading.accesses.values()].filter((access) => {
    if (isInside(access.node, condition)) return true;
    const target = access.node.parent?.type === 'variable_declarator' ? childOf(access.node.parent, 'name') : undefined;
    return target !== undefined && (reading.file.uses.get(target.text) ?? []).some((use) => isInside(use, condition));
  });
}
