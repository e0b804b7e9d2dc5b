// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
import { normaliseRelativePath } from '../../normalise/path.ts';
import { entriesOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { type Action, type Job, scriptOf } from './job.ts';

/** The jobs of a workflow, or the steps of a composite action as one. */
export function githubJobs(root: YamlNode): Job[] {
  const outer = folderIn(root) ?? '.';
  const composite = get(root, 'runs', 'steps');
  if (composite !== undefined) return [jobOf('action', composite, outer)];
  return entriesOf(get(root, 'jobs')).map(({ key, value }) =>
    jobOf(key, get(value, 'steps'), folderIn(value) ?? outer),
  );
}

function folderIn(node: YamlNode): string | undefined {
  return folderOf(textOf(get(node, 'defaults', 'run', 'working-directory')));
}

/** A folder that is written out; the root for one that is computed. */
function folderOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (normaliseRelativePath(text) ?? '.');
}

function jobOf(name: string, steps: YamlNode | undefined, folder: string): Job {
  const all = itemsOf(steps);
  return {
    name,
    scripts: all.flatMap((step) =>
      scriptOf(get(step, 'run'), folderOf(textOf(get(step, 'working-directory'))) ?? folder),
    ),
    actions: all.flatMap((step): Action[] => {
      const uses = get(step, 'uses');
      const given = get(step, 'with');
      const text = textOf(uses)?.replace(/@.*$/, '');
      if (uses === undefined || text === undefined || given?.kind !== 'map') return [];
      return [{ uses: text, with: given, line: uses.line, column: uses.column }];
    }),
  };
}
