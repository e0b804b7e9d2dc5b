import { type CodeFacts, noCodeFacts } from '../shape/code-facts.ts';

/**
 * What remains of the facts of code that is only built into files for a browser (N240): its reads happened when it was
 * built, and what it calls or stores is not done by the container.
 */
export function builtInFacts(facts: CodeFacts): CodeFacts {
  return {
    ...noCodeFacts(),
    reads: facts.reads.map((read) => ({ ...read, need: 'optional', buildTime: true, conditional: false })),
  };
}
