// Manifests as `kubectl apply -f` takes them: https://kubernetes.io/docs/reference/kubernetes-api/
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { readDocuments } from './documents.ts';
import { lastApplied } from './last-applied.ts';
import { manifestFacts } from './manifest-facts.ts';
import type { ManifestObject } from './manifest-object.ts';

const ID = 'kubernetes';

export const kubernetes: Source = { id: ID, read };

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
    else problems.push(unreadable(path, content));
  }
  return joinFacts([manifestFacts(lastApplied(objects)), { ...noFacts(), problems }]);
}

function unreadable(
  path: string,
  content:
    | { readonly kind: 'missing' }
    | { readonly kind: 'unreadable'; readonly reason: string; readonly hint: string },
): Problem {
  const place = { kind: 'unreadable', source: ID, path, line: 1, column: 1 } as const;
  if (content.kind === 'missing')
    return { ...place, message: 'there is no such file', hint: 'correct the path, or leave it out' };
  return { ...place, message: `the file cannot be read: ${content.reason}`, hint: content.hint };
}
