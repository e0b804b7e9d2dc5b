// Configuration repositories of Taubyte projects: https://tau.how/development/
import { folderOf, isInFolder } from '../../normalise/path.ts';
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import { parseYaml } from '../../text/yaml.ts';
import { siteOf } from '../kubernetes/manifest-object.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { reportDuplicateRoutes } from './duplicate-routes.ts';
import { reportMissingExports } from './exports.ts';
import { functionFacts } from './functions.ts';
import { taubyteInput } from './input.ts';
import type { Project, Resource } from './project.ts';
import { reportReferences } from './references.ts';
import { reportRefused } from './refused.ts';
import { resourceNameOf } from './resource-files.ts';
import { hideKeys } from './secret-fields.ts';
import { websiteFacts } from './websites.ts';

const ID = 'taubyte';

/** Reads the files of one project: its own `config.yaml`, then those of its resources. */
export const taubyte: Source = { id: ID, input: taubyteInput, read };

async function read({ paths }: SourceInput, context: SourceContext): Promise<Facts> {
  const problems: Problem[] = [];
  const resources: Resource[] = [];
  const folder = folderOf(paths[0] ?? '');
  for (const path of paths) {
    const content = await context.files.read(path);
    if (content.kind !== 'text') problems.push(unreadFile(ID, path, content));
    else resources.push(...resourceIn(path, content.text, { folder, problems, secrets: context.secrets }));
  }
  const project: Project = { folder, resources };
  for (const resource of resources) {
    reportRefused(resource);
    reportReferences(resource, project);
  }
  reportDuplicateRoutes(project);
  await reportMissingExports(project, context.files);
  return joinFacts([functionFacts(project), websiteFacts(project), { ...noFacts(), problems }]);
}

interface Reading extends Pick<SourceContext, 'secrets'> {
  readonly folder: string;
  readonly problems: Problem[];
}

/** The resource of one file; none for a `config.yaml`, and for what is broken. */
function resourceIn(path: string, text: string, { folder, problems, secrets }: Reading): Resource[] {
  const outside = siteOf({ source: ID, path, object: '', secrets, problems });
  const { documents, errors } = parseYaml(text);
  for (const error of errors) {
    const message = `read ${path}: the YAML is broken: ${error.message}`;
    outside.report('unreadable', error, { message, hint: 'mend the file' });
  }
  const root = documents[0]?.root;
  if (root?.kind !== 'map') {
    const said = { message: `read ${path}: it holds no fields`, hint: 'write the resource, or delete the file' };
    if (errors.length === 0) outside.report('unreadable', root ?? { line: 1, column: 1 }, said);
    return [];
  }
  hideKeys(root, secrets);
  const inside = isInFolder(path, folder) && folder !== '.' ? path.slice(folder.length + 1) : path;
  const named = resourceNameOf(inside);
  if (named === undefined) return [];
  const id = [named.group, named.application, named.name].filter((part) => part !== undefined).join('/');
  return [{ ...named, id, path, root, site: siteOf({ source: ID, path, object: id, secrets, problems }) }];
}
