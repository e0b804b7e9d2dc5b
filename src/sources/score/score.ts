// Workloads as the Score specification has them: https://docs.score.dev/docs/score-specification/score-spec-reference/
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import { entriesOf, get, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { type Site, siteOf } from '../kubernetes/manifest-object.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { entryRoutes } from './entry-routes.ts';
import { scoreInput } from './input.ts';
import { networkServices } from './network-services.ts';
import { readSources, workloadFacts } from './workload.ts';

const ID = 'score';

/** One workload of a Score file. */
export interface ScoreWorkload {
  readonly name: string;
  readonly path: string;
  readonly root: YamlNode;
  readonly site: Site;
}

/** Reads the files of one application together: a workload may ask for the ports of another one. */
export const score: Source = { id: ID, input: scoreInput, read };

async function read({ paths }: SourceInput, context: SourceContext): Promise<Facts> {
  const problems: Problem[] = [];
  const all: ScoreWorkload[] = [];
  for (const path of paths) {
    const content = await context.files.read(path);
    if (content.kind === 'text') all.push(...workloadsIn(path, content.text, { ...context, problems }));
    else problems.push(unreadFile(ID, path, content));
  }
  const facts: Facts[] = [];
  for (const workload of all) {
    const sources = await readSources(workload, context.files);
    facts.push(workloadFacts(workload, { all, sources }));
    facts.push({ ...noFacts(), networkServices: networkServices(workload), routes: entryRoutes(workload) });
  }
  return joinFacts([...facts, { ...noFacts(), problems }]);
}

interface Reading extends Pick<SourceContext, 'secrets'> {
  readonly problems: Problem[];
}

function workloadsIn(path: string, text: string, { secrets, problems }: Reading): ScoreWorkload[] {
  const outside = siteOf({ source: ID, path, object: '', secrets, problems });
  const { documents, errors } = parseYaml(text);
  for (const error of errors) {
    outside.report('unreadable', error, {
      message: `read ${path}: the YAML is broken: ${error.message}`,
      hint: 'mend the file',
    });
  }
  const roots = documents.flatMap(({ root }) => root ?? []);
  if (roots.length === 0 && errors.length === 0) {
    const said = { message: `read ${path}: it is empty`, hint: 'write a Score workload, or take it off the list' };
    outside.report('unreadable', { line: 1, column: 1 }, said);
  }
  return roots.flatMap((root): ScoreWorkload[] => {
    const lack = lackOf(root);
    if (lack !== undefined) {
      outside.report('unreadable', root, {
        message: `read ${path}: ${lack}`,
        hint: 'write it as the Score specification has it',
      });
      return [];
    }
    const name = textOf(get(root, 'metadata', 'name')) ?? '';
    const site = siteOf({ source: ID, path, object: `workload ${name}`, secrets, problems });
    return [{ name, path, root, site }];
  });
}

/** What a document lacks to be a workload; undefined when it is one. */
function lackOf(root: YamlNode): string | undefined {
  if (!/^score\.(dev|sh)\//.test(textOf(get(root, 'apiVersion')) ?? ''))
    return 'it is no Score file: apiVersion is not score.dev/v1b1';
  if (textOf(get(root, 'metadata', 'name')) === undefined) return 'the workload has no metadata.name';
  return entriesOf(get(root, 'containers')).length === 0 ? 'the workload has no containers' : undefined;
}
