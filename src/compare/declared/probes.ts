import { expectedIn, type Group, isNeeded } from './declared.ts';

/** `liveness`, `readiness`, `startup`; the health check of compose is the counterpart of readiness. */
export const probes: Group = {
  kinds: ['probe'],
  things(pair) {
    const roles = [pair.local, pair.target].flatMap((service) =>
      (service?.workload.probes ?? []).map(({ role }) => role),
    );
    if (!roles.includes('healthcheck')) return roles.map((role) => [role]);
    // Locally there is one check, which stands for all that a target may have.
    return [...roles.map((role) => [role]), ['healthcheck', 'readiness'], ['liveness'], ['startup']];
  },
  breaches(of) {
    const { name, pair, declaration, service, side } = of;
    const has = service.workload.probes.some(({ role, action }) => role === name && action.kind !== 'disabled');
    if (has || !isNeeded(declaration) || service.workload.kind === 'compose') return [];
    return [
      {
        kind: 'probe',
        level: 'error',
        subject: name,
        message: `parity.yaml says that ${pair.name} needs a ${name} probe; it has none in ${side.environment}`,
        remedy: `give ${service.workload.id} a ${name}Probe`,
        places: [expectedIn(of)],
      },
    ];
  },
};
