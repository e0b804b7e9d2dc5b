import { noCodeFacts } from '../../shape/code-facts.ts';
import type { FileReader, Language, ParsedFile } from '../language.ts';
import grammars from './grammars.json' with { type: 'json' };
import { readScript } from './read-script.ts';

/** Shell. No list of languages holds it: only the scripts count with which a container starts. */
export const shell: Language = {
  id: 'shell',
  extensions: ['.sh', '.bash'],
  grammarFor: () => grammars.shell,
  needles: ['$'],
  visibility: 'file',
  reader(file: ParsedFile): FileReader {
    return ({ secrets }) => {
      const { reads, calls } = readScript(file, secrets);
      return { facts: { ...noCodeFacts(), reads, calls }, helpers: [], bindings: [], problems: [] };
    };
  },
};
