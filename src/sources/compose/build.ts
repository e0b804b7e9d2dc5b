import { deferred, type Value } from '../../shape/value.ts';
import type { BuildReference, ImageReference } from '../../shape/workload.ts';
import { pairValue } from './environment.ts';
import { FROM_THE_SHELL } from './expand.ts';
import { type ComposeMap, entriesOf, entryOf, get, isNull, isOpen, scalarOf } from './node.ts';
import { belowRoot } from './paths.ts';
import { at, leaveOpen, type ServiceInput } from './service-input.ts';

/** `image`, with the variables that choose parts of it. */
export function readImage(input: ServiceInput): ImageReference | undefined {
  const image = scalarOf(input.service, 'image');
  if (image === undefined) return undefined;
  const variables = image.parts.flatMap((part) => (part.variable ? [part.variable] : []));
  return { text: image.text, at: at(input, image), ...(variables.length > 0 && { variables }) };
}

/** `build`; a context outside the repository, or one that is fetched, gives none. */
export function readBuild(input: ServiceInput): BuildReference | undefined {
  const entry = entryOf(input.service, 'build');
  const build = get(input.service, 'build');
  if (entry === undefined || build?.kind !== 'map') return undefined;
  const context = contextOf(build, input);
  if (context === undefined) return undefined;
  const dockerfile = dockerfileOf(build, context);
  const target = scalarOf(build, 'target');
  return {
    context,
    dockerfile,
    ...(target && { target: { stage: target.text, at: at(input, target) } }),
    args: argsOf(build, input),
    at: at(input, entry),
  };
}

function contextOf(build: ComposeMap, input: ServiceInput): string | undefined {
  const context = scalarOf(build, 'context');
  if (context === undefined) return belowRoot(build.scope.folder, '.');
  const path = context.text.replace(/^\$\{PWD\}(?=\/|$)/, '.');
  if (path.includes('${')) {
    leaveOpen(input, context, { attribute: 'build.context', hint: 'give the variable a default, or set it in .env' });
    return undefined;
  }
  // A context that is fetched is nobody's folder here.
  if (/^([a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|service:)/.test(path)) return undefined;
  const inside = belowRoot(context.scope.folder, path);
  if (inside === undefined) {
    const message = `read ${context.scope.path}: services.${input.name}.build.context lies outside the repository, and is not read (line ${context.line})`;
    const hint = 'move the build context into the repository';
    input.reading.report('unresolved', context, { message, hint, service: input.name });
  }
  return inside;
}

/** Empty when the recipe stands in the Compose file itself (`dockerfile_inline`) or outside the repository. */
function dockerfileOf(build: ComposeMap, context: string): string {
  if (get(build, 'dockerfile_inline') !== undefined) return '';
  const dockerfile = scalarOf(build, 'dockerfile');
  if (dockerfile !== undefined && isOpen(dockerfile)) return '';
  return belowRoot(context, dockerfile?.text ?? 'Dockerfile') ?? '';
}

function argsOf(build: ComposeMap, input: ServiceInput): Record<string, Value> {
  // fromEntries makes own properties, also of a name such as __proto__.
  return Object.fromEntries(
    entriesOf(get(build, 'args')).flatMap((entry): [string, Value][] => {
      if (isNull(entry.value)) {
        return [[entry.key, entry.scope.variables.get(entry.key)?.value ?? deferred(FROM_THE_SHELL)]];
      }
      const value = pairValue(entry, input);
      return value === undefined ? [] : [[entry.key, value]];
    }),
  );
}
