import type { CodeFacts } from './code-facts.ts';

/** What the configuration of a web server says: it listens, takes paths, hands requests on, and is filled in at its start. */
export type ServerFacts = Pick<CodeFacts, 'listens' | 'routes' | 'calls' | 'reads'>;

export function noServerFacts(): ServerFacts {
  return { listens: [], routes: [], calls: [], reads: [] };
}
