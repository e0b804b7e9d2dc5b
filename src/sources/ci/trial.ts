import { fileNameOf } from '../../normalise/path.ts';
import type { Facts } from '../../shape/facts.ts';
import type { Job } from './job.ts';

const NAME =
  /(^|[-_.\s/])(e2e|tests?|testing|integration|smoke|pr|pull[-_]?request|preview|review|lint|verify)([-_.\s/]|$)/i;
/** A cluster that is made for the job and goes with it. */
const CLUSTER = /\b(kind (create|load)|minikube start|k3d cluster|ctlptl|microk8s)\b/;
const CLUSTER_ACTION = /(^|\/)(kind-action|setup-kind|setup-minikube|minikube|action-k3s|setup-k3d)$/;

/** Whether a job runs the application for a moment, to look at it. */
export function isTrial(path: string, { name, scripts, actions }: Job): boolean {
  return (
    NAME.test(fileNameOf(path).replace(/\.ya?ml$/, '')) ||
    NAME.test(name) ||
    scripts.some(({ text }) => CLUSTER.test(text)) ||
    actions.some(({ uses }) => CLUSTER_ACTION.test(uses))
  );
}

/** What a trial says of a target: what it makes exists there too, perhaps with more in it; what it sets says nothing. */
export function ofTrial(facts: Facts): Facts {
  const { deploySteps = [], ...rest } = facts;
  const kept = deploySteps.filter(({ environment }) => environment === undefined);
  return {
    ...rest,
    configObjects: facts.configObjects.map((object) => ({ ...object, complete: false })),
    ...(kept.length > 0 && { deploySteps: kept }),
  };
}
