// https://docs.gitlab.com/ci/yaml/
import { entriesOf, get, itemsOf, type YamlNode } from '../../text/yaml.ts';
import { type Job, type Script, scriptOf } from './job.ts';

/** Keys at the top that are no job. */
const NO_JOB = /^(default|include|stages|variables|workflow|image|services|cache|pages:deploy|spec)$/;
const SCRIPTS = ['before_script', 'script', 'after_script'] as const;

/** Every job and template that has a script. */
export function gitlabJobs(root: YamlNode): Job[] {
  return entriesOf(root).flatMap(({ key, value }): Job[] => {
    if (NO_JOB.test(key)) return [];
    const scripts = SCRIPTS.flatMap((field) => scriptsIn(get(value, field)));
    return scripts.length === 0 ? [] : [{ name: key, scripts, actions: [] }];
  });
}

/** A text, or a list of texts and lists: each line of it runs in the same shell. */
function scriptsIn(node: YamlNode | undefined): Script[] {
  return node?.kind === 'list' ? itemsOf(node).flatMap(scriptsIn) : scriptOf(node, '.');
}
