import type { Comparison, ServicePair, Side } from '../compare/comparison.ts';
import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { DerivationStep } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { place } from '../rules/rule.ts';
import type { EnvironmentStep } from '../shape/workload.ts';

/** How the variable that a finding is about comes to its value on each side, in order of precedence; nothing for other findings. */
export function variableSteps(finding: Finding, pair: ServicePair, { local, target }: Comparison): DerivationStep[] {
  if (!isAboutVariable(finding, pair)) return [];
  return [
    ...(local && pair.local ? stepsOf(finding.subject, pair.local, local) : []),
    ...(target && pair.target ? stepsOf(finding.subject, pair.target, target) : []),
  ];
}

function isAboutVariable({ rule, subject }: Finding, pair: ServicePair): boolean {
  if (rule.startsWith('env/')) return true;
  return [pair.local, pair.target].some((service) => service?.environment.variables.has(subject));
}

function stepsOf(name: string, service: EffectiveService, side: Side): DerivationStep[] {
  const { environment, id, at } = service.workload;
  const image = service.image?.env.find((variable) => variable.name === name);
  const variable = service.environment.variables.get(name);
  const decided =
    variable === undefined
      ? { text: `${side.environment}: nothing sets ${name} in ${id}`, place: place('workload', at) }
      : {
          text: `${side.environment}: ${name} is decided by ${decidedBy(variable, id)}`,
          place: place('decided', variable.at),
        };
  return [
    ...(image ? [{ text: `${side.environment}: the image sets ${name}`, place: place('image', image.at) }] : []),
    ...environment.flatMap((step) => stepText(step, name, { id, environment: side.environment })),
    decided,
  ];
}

function decidedBy({ from, objectName, isLoaded }: EffectiveVariable, id: string): string {
  const where = from === 'workload' ? id : `${from}${objectName === undefined ? '' : ` ${objectName}`}`;
  return isLoaded === true ? `a file that the program loads, which comes with ${where}` : where;
}

/** Imports of whole objects may bring any name; of the others only those of this one count. */
function stepText(
  step: EnvironmentStep,
  name: string,
  { id, environment }: { readonly id: string; readonly environment: string },
): DerivationStep[] {
  if (step.kind === 'import')
    return [
      {
        text: `${environment}: all keys of ${step.object} ${step.objectName} come in`,
        place: place('import', step.at),
      },
    ];
  if (step.name !== name) return [];
  const does = step.kind === 'unset' ? 'takes away' : 'sets';
  const from = step.kind === 'reference' ? `, from key ${step.key} of ${step.object} ${step.objectName}` : '';
  return [{ text: `${environment}: ${id} ${does} ${name}${from}`, place: place('step', step.at) }];
}
