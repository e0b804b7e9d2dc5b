import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { FileFacts, Language, ParsedFile, ReadContext } from '../language.ts';
import { environmentOf, environmentReads } from './environment.ts';
import { readListens } from './listens.ts';
import { sourceModule } from './module.ts';
import { readRoutes } from './routes.ts';
import { evaluator } from './values.ts';

/** JavaScript and TypeScript, also inside Vue, Svelte and Astro components. */
export const javascript: Language = {
  id: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  needles: ['.env', 'env }', '.listen(', 'bindAsync', '.serve(', '.get(', '.post('],
  grammarFor(path) {
    if (/\.[cm]?ts$/.test(path)) return 'typescript';
    return path.endsWith('.tsx') ? 'tsx' : 'javascript';
  },
  read: readFile,
};

function readFile(file: ParsedFile, context: ReadContext): FileFacts {
  const module = sourceModule(file, context);
  const environment = environmentOf(module, () => []);
  const evaluate = evaluator(module, environment.valueOf);
  const facts: CodeFacts = {
    ...noCodeFacts(),
    reads: environmentReads(environment),
    listens: readListens(module, evaluate),
    routes: readRoutes(module, evaluate),
  };
  return { facts, helpers: [], bindings: [], problems: [] };
}
