import type { Problem } from '../../shape/origin.ts';
import { ancestorsOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import type { SourceModule } from './module.ts';

/** What may read the environment: the environment itself, or a call of a function that does. */
const READS = /(?:process|import\.meta|Bun|Deno)\.env\b|[A-Za-z_$][\w$.]*(?=\()/g;

/** The first place of a file that the grammar does not understand; all around it is read. */
export function syntaxProblems(module: SourceModule): Problem[] {
  const errors = module.nodesOf('ERROR');
  const ofMarkup = errors.filter((error) => isOfMarkup(error, module));
  // What follows from a stumble is a bracket left over, in which nothing can be hidden.
  const first = errors.find((error) =>
    ofMarkup.includes(error) ? hidesRead(error) : ofMarkup.length === 0 || /[\w$]/.test(textOfSyntax(error)),
  );
  if (!first) return [];
  const message = `${module.path} holds syntax that is not understood; the code around it was read`;
  return [{ ...module.originOf(first), kind: 'unresolved', message, hint: 'check that the file parses' }];
}

/** The grammar stumbles over what JSX text and attributes may hold, such as a bare `&`. */
function isOfMarkup(error: Syntax, module: SourceModule): boolean {
  if ([...ancestorsOf(error)].some((parent) => parent.type.startsWith('jsx_'))) return true;
  // It then may not even see the element; its lines show it.
  const start = module.text.lastIndexOf('\n', error.start) + 1;
  const end = module.text.indexOf('\n', error.end);
  const lines = module.text.slice(start, end === -1 ? undefined : end);
  return /(?<!&)&(?![&=])/.test(lines) && /<\/?[A-Za-z]/.test(lines);
}

/** Whether something in the stretch looks like a read and was not understood as one. */
function hidesRead(error: Syntax): boolean {
  const understood = new Set(
    [...withDescendants(error)]
      .filter((node) => /^(call|member)_expression$/.test(node.type))
      .map((node) => node.start),
  );
  return [...textOfSyntax(error).matchAll(READS)].some((match) => !understood.has(error.start + match.index));
}
