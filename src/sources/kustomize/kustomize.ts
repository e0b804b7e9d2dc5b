// Renders with the user's own kustomize and points every fact back into the repository: https://kubectl.docs.kubernetes.io/references/kustomize/
import { posix } from 'node:path';
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import { readDocuments } from '../kubernetes/documents.ts';
import { manifestFacts } from '../kubernetes/manifest-facts.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { build } from './build.ts';
import { namesOnlyContained } from './contained.ts';
import { failurePlace } from './failure-place.ts';
import { hideGenerated } from './hide-generated.ts';
import { kustomizeInput } from './input.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { originFinder } from './origins.ts';
import { relocate } from './relocate.ts';
import { remoteReference } from './remote.ts';

const ID = 'kustomize';
/** Stands for the rendered stream; no file can have this name. */
const RENDERED = '\0rendered';

export const kustomize: Source = { id: ID, input: kustomizeInput, read };

async function read({ paths, options }: SourceInput, context: SourceContext): Promise<Facts> {
  const given = posix.normalize(paths[0] ?? '.');
  const folder = (/(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(given) ? posix.dirname(given) : given).replace(
    /(.)\/$/,
    '$1',
  );
  const kustomization = await readKustomization(context.files, folder);
  if (kustomization === undefined) {
    const said = {
      message: 'there is no kustomization that can be read',
      hint: 'name a folder that holds a kustomization.yaml',
    };
    return refused('unreadable', { path: posix.join(folder, 'kustomization.yaml'), line: 1, column: 1 }, said);
  }
  const remote = remoteReference(kustomization);
  if (remote !== undefined) {
    return refused('unrendered', remote, {
      message: 'the kustomization refers to something outside the repository, which is never fetched',
      hint: 'copy what it refers to into the repository, or render it and name the manifests',
    });
  }
  hideGenerated(kustomization, context.secrets);
  const built = await build(folder, context, () => namesOnlyContained(kustomization, context.files));
  if (built.kind !== 'rendered') return notBuilt(kustomization, built);
  const problems: Problem[] = built.refusal === undefined ? [] : [outside(kustomization, built.refusal)];
  const objects = readDocuments(
    { path: RENDERED, text: built.text },
    {
      source: ID,
      secrets: context.secrets,
      problems,
      ...(options?.namespace !== undefined && { namespace: options.namespace }),
    },
  );
  const facts = joinFacts([manifestFacts(objects), { ...noFacts(), problems }]);
  return relocate(facts, RENDERED, originFinder(kustomization, built.text));
}

/** `kubectl apply -k` has no such flag: whoever applies it has to know. */
function outside(kustomization: Kustomization, refusal: string): Problem {
  return {
    kind: 'suspicious',
    source: ID,
    ...failurePlace(kustomization, refusal),
    message:
      'the kustomization reads a file outside of its folder: it was rendered with --load-restrictor LoadRestrictionsNone',
    hint: 'bring the file below the folder, or build it with that flag wherever it is applied',
  };
}

function notBuilt(
  kustomization: Kustomization,
  built: Exclude<Awaited<ReturnType<typeof build>>, { kind: 'rendered' }>,
): Facts {
  const start = { path: kustomization.path, line: 1, column: 1 };
  switch (built.kind) {
    case 'no-tool':
      return refused('unrendered', start, {
        message: 'rendering it needs kustomize or kubectl, and neither is installed',
        hint: 'install kustomize: https://kubectl.docs.kubernetes.io/installation/kustomize/',
      });
    case 'timed-out':
      return refused('unrendered', start, {
        message: 'kustomize did not finish within a minute',
        hint: 'run kustomize build by hand and see what it waits for',
      });
    case 'failed':
      return refused('unrendered', failurePlace(kustomization, built.message, built.files), {
        message: `kustomize cannot render it: ${built.message}`,
        hint: built.message.includes('security; file')
          ? 'kustomize reads such a file only with --load-restrictor LoadRestrictionsNone: bring it below the folder'
          : 'run kustomize build by hand and mend what it says',
      });
  }
}

function refused(
  kind: 'unreadable' | 'unrendered',
  { path, line, column }: Position & { readonly path: string },
  { message, hint }: { readonly message: string; readonly hint: string },
): Facts {
  return { ...noFacts(), problems: [{ kind, source: ID, path, line, column, message, hint }] };
}
