// Objects as `kubectl get` prints them: https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import { readDocuments } from '../kubernetes/documents.ts';
import { manifestFacts } from '../kubernetes/manifest-facts.ts';
import { type ManifestObject, siteOf } from '../kubernetes/manifest-object.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { snapshotInput } from './input.ts';
import { withPodLabels } from './pod-labels.ts';
import { isTable, withDocumentMarks } from './printed-text.ts';
import { serverFields } from './server-fields.ts';
import { standingObjects } from './standing-objects.ts';
import { unseenObjects } from './unseen-objects.ts';
import { withoutServerParts } from './without-server-parts.ts';

const ID = 'snapshot';

/** Reads the files of one snapshot together: each holds the objects of other kinds. */
export const snapshot: Source = { id: ID, input: snapshotInput, read };

async function read({ paths, options }: SourceInput, { files, secrets }: SourceContext): Promise<Facts> {
  const objects: ManifestObject[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const content = await files.read(path);
    if (content.kind !== 'text') {
      problems.push(unreadFile(ID, path, content));
      continue;
    }
    objects.push(...readText(path, content.text, { secrets, problems }));
  }
  const standing = standingObjects(objects, options?.namespace);
  const facts = withPodLabels(withoutServerParts(manifestFacts(standing.objects), objects), objects);
  return joinFacts([facts, unseenObjects(facts, objects), { ...noFacts(), problems, hidden: serverFields(standing) }]);
}

function readText(path: string, text: string, { secrets, problems }: Reading): ManifestObject[] {
  const before = problems.length;
  const objects = readDocuments(
    { path, text: withDocumentMarks(text) },
    { source: ID, secrets, problems, isFinal: true },
  );
  // An empty list is an answer, and an empty file is none.
  if (objects.length > 0 || problems.length > before || /\bitems"?\s*:\s*\[\s*\]/.test(text)) return objects;
  const found = isTable(text) ? 'it is the table that kubectl prints for people' : 'it holds no Kubernetes object';
  siteOf({ source: ID, path, object: '', secrets, problems }).report(
    'unreadable',
    { line: 1, column: 1 },
    { message: `read ${path}: ${found}`, hint: 'write it with kubectl get … -o yaml, or -o json' },
  );
  return [];
}

type Reading = Pick<SourceContext, 'secrets'> & { readonly problems: Problem[] };
