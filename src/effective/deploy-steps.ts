import { parseImageName } from '../normalise/image-name.ts';
import { isInFolder } from '../normalise/path.ts';
import type { DeployedPart, DeployStep } from '../shape/deploy-step.ts';
import type { ConfigEntry, Facts } from '../shape/facts.ts';
import type { Origin } from '../shape/origin.ts';
import { deferred, type HiddenValue, type PlainValue, type Value } from '../shape/value.ts';
import type { EnvironmentStep, Workload } from '../shape/workload.ts';

/** A side as it is after the deploy: with what its steps make, set and fill in. */
export function afterDeploy(facts: Facts, deploy: Pick<Facts, 'configObjects' | 'deploySteps' | 'problems'>): Facts {
  const steps = deploy.deploySteps ?? [];
  return {
    ...facts,
    workloads: facts.workloads.map((workload) => deployed(workload, steps)),
    configObjects: [
      ...facts.configObjects.map((object) => ({
        ...object,
        entries: object.entries.map((entry): ConfigEntry => ({ ...entry, value: filledIn(entry, steps) })),
      })),
      ...deploy.configObjects,
    ],
    problems: [...facts.problems, ...deploy.problems],
  };
}

function deployed(workload: Workload, steps: readonly DeployStep[]): Workload {
  const own = steps.filter(({ on }) => fits(workload, on));
  const setter = own.find(({ setsImage }) => setsImage);
  const given = own.flatMap(({ environment = [] }) => environment);
  const environment = workload.environment.map(
    (step): EnvironmentStep => (step.kind === 'set' ? { ...step, value: filledIn(step, steps) } : step),
  );
  const { image } = workload;
  return {
    ...workload,
    environment: [...environment, ...given],
    ...(image && setter && { image: { ...image, setByDeploy: setter.at } }),
  };
}

function fits(workload: Workload, { kind, name, container, image, paths }: DeployedPart): boolean {
  return (
    (kind === undefined || workload.kind === kind || workload.id.startsWith(`${kind}/`)) &&
    (name === undefined || workload.name === name) &&
    (container === undefined || container === '*' || workload.container === container) &&
    (image === undefined || isOfImage(workload, image)) &&
    (paths === undefined || [workload.at, workload.image?.at].some((at) => at !== undefined && isAt(at, paths)))
  );
}

function isOfImage({ image }: Workload, wanted: string): boolean {
  if (image === undefined) return false;
  const [own, other] = [parseImageName(image.text), parseImageName(wanted)];
  if (own === undefined || other === undefined) return image.text.replace(/:[^/]*$/, '') === wanted;
  return own.repository.split('/').at(-1) === other.repository.split('/').at(-1);
}

function isAt({ path }: Origin, paths: readonly string[]): boolean {
  return paths.some((place) => isInFolder(path, place));
}

/** What a value is after the deploy: nobody knows where a text in it is replaced. */
function filledIn(
  {
    value,
    at,
    ...named
  }: { readonly value: Value; readonly at: Origin; readonly name?: string; readonly key?: string },
  steps: readonly DeployStep[],
): Value {
  if (value.kind === 'deferred') return value;
  const name = named.name ?? named.key ?? '';
  const filling = steps.find(
    ({ on, fillsIn }) =>
      fillsIn !== undefined && (on.paths === undefined || isAt(at, on.paths)) && holds(value, name, fillsIn),
  );
  return filling === undefined ? value : deferred(`filled in by ${filling.at.path}`);
}

function holds(value: PlainValue | HiddenValue, name: string, fillsIn: 'variables' | readonly string[]): boolean {
  if (value.kind === 'secret') {
    // A hidden text can be compared, and not searched.
    const texts = fillsIn === 'variables' ? [`$${name}`, `\${${name}}`] : fillsIn;
    return texts.some((text) => value.secret.matches(text));
  }
  return fillsIn === 'variables'
    ? /\$([A-Za-z_]\w*|\{[A-Za-z_]\w*\})/.test(value.text)
    : fillsIn.some((part) => value.text.includes(part));
}
