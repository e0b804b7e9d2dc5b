import type { ServicePair } from '../../compare/comparison.ts';
import { declarationOf, isAnyValue } from '../../compare/declarations.ts';
import { isUsedInside } from '../../compare/inner-readers.ts';
import { looksLikeServiceLink } from '../../compare/service-links.ts';
import { plainText, readsAreKnown } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Place } from '../../findings/finding.ts';
import { isSensitiveName } from '../../secrets/sensitive.ts';
import { serviceNameOf } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envOrder: Rule = {
  id: 'env/order',
  level: 'error',
  levels: {
    error: 'the reference stays in the value as it is written',
    warning: 'the value with the reference in it is not known to be used',
  },
  docs: {
    detects: 'A `$(NAME)` in a value of the target whose NAME is set only further down, or nowhere.',
    why: 'The kubelet expands with the variables before it only: the process receives the text `$(NAME)` itself.',
    before: 'env:\n  - {name: URL, value: "redis://$(HOST)"}\n  - {name: HOST, value: redis}',
    after: 'env:\n  - {name: HOST, value: redis}\n  - {name: URL, value: "redis://$(HOST)"}',
    ignore: 'The text is meant literally: write `$$(NAME)`.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return target.containers.flatMap((container) => {
      const pair = comparison.services.find((candidate) => candidate.target === container);
      const service = serviceNameOf(container, comparison);
      return container.environment.unexpanded
        .filter(({ variable }) => !(pair && isAnyValue(declarationOf(pair, variable))))
        .filter(
          ({ later, reference }) =>
            later ||
            (/^[A-Z][A-Z0-9_]*$/.test(reference) &&
              container.environment.openImports.length === 0 &&
              !looksLikeServiceLink(reference)),
        )
        .map(({ variable, reference, later, at }) => ({
          level:
            (later && !isNeverRead(pair, variable, container)) || (pair && breaks(pair, variable))
              ? ('error' as const)
              : ('warning' as const),
          confidence: later ? ('certain' as const) : ('likely' as const),
          service,
          environment: target.environment,
          subject: variable,
          message: later
            ? `${variable} refers to $(${reference}), which is set only after it: it stays literally`
            : `${variable} refers to $(${reference}), which nothing sets: it stays literally`,
          remedy: later
            ? `move ${reference} above ${variable}`
            : `set ${reference} above ${variable}, or write $$(${reference})`,
          places: [place('target', at), ...placesOf(container, reference)] as const,
        }));
    });
  },
};

/** Neither the code nor another value or the command asks for the variable. */
function isNeverRead(pair: ServicePair | undefined, variable: string, container: EffectiveService): boolean {
  if (pair === undefined || !readsAreKnown(pair) || isUsedInside(variable, container)) return false;
  return !pair.requirements.some(({ name, alternatives }) => name === variable || alternatives.includes(variable));
}

/** Whether the text left in the value spoils a credential, or an address, that the code does not do without. */
function breaks({ requirements, target }: ServicePair, variable: string): boolean {
  if (!requirements.some(({ name, isRequired }) => name === variable && isRequired)) return false;
  const value = target?.environment.variables.get(variable)?.value;
  const text = plainText(value);
  return isSensitiveName(variable) || value?.kind === 'secret' || (text !== undefined && /[a-z0-9]:\/\//i.test(text));
}

/** Where the name is set, too late; else the workload that would have to set it. */
function placesOf({ workload }: EffectiveService, reference: string): Place[] {
  const step = workload.environment.find((candidate) => 'name' in candidate && candidate.name === reference);
  return [place('expected', step?.at ?? workload.at)];
}
