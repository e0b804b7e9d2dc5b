// What pipelines do to a target when they deploy it: GitHub Actions and GitLab CI.
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import { parseYaml } from '../../text/yaml.ts';
import type { Source, SourceContext } from '../source.ts';
import { actionFacts } from './actions.ts';
import { githubJobs } from './github.ts';
import { gitlabJobs } from './gitlab.ts';
import type { Job } from './job.ts';
import { scriptFacts } from './script-facts.ts';
import { isTrial, ofTrial } from './trial.ts';

const ID = 'ci';

/** It describes no side: what a deploy makes and sets comes to what the target's own files say. */
export const ci: Source = { id: ID, read };

const WORKFLOW = /^\.(github|gitea|forgejo)\/(workflows\/[^/]+|actions\/.+\/action)\.ya?ml$/;
const GITLAB = /^(\.gitlab-ci\.ya?ml|\.gitlab\/.+\.ya?ml)$/;

/** The files of a repository that say how it is built and deployed. */
export function ciFiles(all: readonly string[]): string[] {
  return all.filter((path) => WORKFLOW.test(path) || GITLAB.test(path));
}

/** Words of the programs that deploy; a file without one of them says nothing of a target. */
const DEPLOYS = /\b(kubectl|kustomize|helm|envsubst|sed|oc|k8s-create-secret|k8s-deploy|k8s-bake)\b|\.sh\b/;

async function read({ paths }: { readonly paths: readonly string[] }, context: SourceContext): Promise<Facts> {
  const all: Facts[] = [];
  for (const path of paths) {
    const content = await context.files.read(path);
    if (content.kind === 'missing') continue;
    if (content.kind === 'unreadable') {
      all.push(unread(path, { line: 1, column: 1 }, content.reason));
      continue;
    }
    if (!DEPLOYS.test(content.text)) continue;
    const { documents, errors } = parseYaml(content.text);
    for (const error of errors) all.push(unread(path, error, `the YAML is broken: ${error.message}`));
    for (const { root } of documents) {
      if (root === undefined) continue;
      const jobs = GITLAB.test(path) ? gitlabJobs(root) : githubJobs(root);
      for (const job of jobs) {
        const facts = await jobFacts(path, job, context);
        all.push(isTrial(path, job) ? ofTrial(facts) : facts);
      }
    }
  }
  return joinFacts(all);
}

async function jobFacts(path: string, job: Job, context: SourceContext): Promise<Facts> {
  const place = { source: ID, path, object: `job ${job.name}` };
  return joinFacts([
    await scriptFacts(job, place, context),
    ...job.actions.map((action) => actionFacts(action, place, context.secrets)),
  ]);
}

/** Its lines may hold what it hands over. A pipeline that cannot be read leaves the sides as they are: what it would have said is missing from the verdict. */
function unread(path: string, at: { readonly line: number; readonly column: number }, reason: string): Facts {
  const { line, column } = at;
  const message = `read ${path}: ${reason}`;
  const hint = 'mend the file; what it deploys is not known';
  return {
    ...noFacts(),
    problems: [{ kind: 'unresolved', source: ID, path, line, column, message, hint, secret: true }],
  };
}
