import { noCodeFacts } from '../../shape/code-facts.ts';
import type { FileFacts, Language, ParsedFile, ReadContext } from '../language.ts';
import { readEnvironment } from './environment.ts';
import { indexModule } from './module.ts';
import type { EnvAccess, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import type { PyNode } from './syntax.ts';

/** Python: `os.environ` and the libraries above it, web frameworks, clients of what a service talks to. */
export const python: Language = {
  id: 'python',
  extensions: ['.py'],
  grammarFor: () => 'python',
  needles: ['environ', 'getenv'],
  read,
};

function read(file: ParsedFile, context: ReadContext): FileFacts {
  const accesses = new Map<PyNode, EnvAccess>();
  const reading: Reading = { module: indexModule(file), context, accesses, fields: new Map() };
  const environment = readEnvironment(reading, accesses);
  const facts = { ...noCodeFacts(), reads: environmentReads(reading, environment.accesses) };
  return { facts, helpers: environment.helpers, bindings: [], problems: [] };
}
