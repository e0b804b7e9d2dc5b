// Manifests as `kubectl apply -f` takes them: https://kubernetes.io/docs/reference/kubernetes-api/
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { readDocuments } from './documents.ts';
import { manifestsInput } from './input.ts';
import { lastApplied } from './last-applied.ts';
import { manifestFacts } from './manifest-facts.ts';
import type { ManifestObject } from './manifest-object.ts';

const ID = 'kubernetes';

export const kubernetes: Source = { id: ID, input: manifestsInput, read };

async function read({ paths, options }: SourceInput, { files, secrets }: SourceContext): Promise<Facts> {
  const objects: ManifestObject[] = [];
  const problems: Problem[] = [];
  const reading = {
    source: ID,
    secrets,
    problems,
    ...(options?.namespace !== undefined && { namespace: options.namespace }),
  };
  for (const path of paths) {
    const content = await files.read(path);
    if (content.kind === 'text') objects.push(...readDocuments({ path, text: content.text }, reading));
    else problems.push(unreadFile(ID, path, content));
  }
  return joinFacts([manifestFacts(lastApplied(objects)), { ...noFacts(), problems }]);
}
