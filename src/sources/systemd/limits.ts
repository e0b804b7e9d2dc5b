import type { Origin } from '../../shape/origin.ts';
import type { Resources, Workload } from '../../shape/workload.ts';
import type { PlacedSetting } from './systemd.ts';

/** What a unit may use, and how long it has to stop. */
export function unitLimits(
  own: readonly PlacedSetting[],
  originOf: (setting: PlacedSetting) => Origin,
): Pick<Workload, 'resources' | 'stopGrace'> {
  const last = (key: string) => own.findLast((setting) => setting.key === key);
  const [memory, cpu, stop] = [last('MemoryMax') ?? last('MemoryLimit'), last('CPUQuota'), last('TimeoutStopSec')];
  const limits = {
    // Its letters are powers of 1024.
    ...(memory && /^\d+[KMGT]?$/.test(memory.value) && { memory: memory.value.replace(/[KMGT]$/, '$&i') }),
    ...(cpu && /^\d+%$/.test(cpu.value) && { cpu: String(Number.parseInt(cpu.value, 10) / 100) }),
  };
  const at = memory ?? cpu;
  const resources: Resources | undefined =
    at && Object.keys(limits).length > 0 ? { requests: {}, limits, at: originOf(at) } : undefined;
  const seconds = stop && secondsOf(stop.value);
  return {
    ...(resources && { resources }),
    ...(stop && seconds !== undefined && { stopGrace: { seconds, at: originOf(stop) } }),
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, sec: 1, min: 60, m: 60, h: 3600, hr: 3600 };

/** `90`, `30s`, `1min 30s`; undefined for anything else. */
function secondsOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+)\s*([a-z]*)/g)];
  const seconds = parts.map(([, number, unit = '']) => Number(number) * (UNITS[unit] ?? Number.NaN));
  const sum = seconds.reduce((total, each) => total + each, 0);
  return parts.length > 0 && Number.isFinite(sum) ? sum : undefined;
}
