import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/discovery/candidate.ts';
import { renderableCandidates } from '../../src/discovery/renderable.ts';
import type { ToolRunner } from '../../src/repository/tool-runner.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';

const NAMES = ['web', 'till'];
const candidate = (kind: Candidate['kind'], path: string, names = NAMES, standing = 0): Candidate => ({
  kind,
  paths: [path],
  label: `${kind}:${path}`,
  names: new Set(names),
  standing,
});
const CHART = candidate('helm', 'charts/shop', NAMES, 20);

/** A machine with these programs, and what was asked of it. */
function machineWith(...programs: readonly string[]) {
  const asked: string[] = [];
  const tools: ToolRunner = {
    run: async (command) => {
      asked.push(command);
      return programs.includes(command) ? { kind: 'done', stdout: '', stderr: '', exitCode: 0 } : { kind: 'not-found' };
    },
  };
  return { kinds: INPUT_KINDS, tools, root: '/shop', asked };
}

describe('a target that nothing on the machine can render', () => {
  it('gives way to one with as many services, and that is said', async () => {
    const plain = candidate('manifests', 'k8s');

    const { candidates, notes } = await renderableCandidates([CHART, plain], NAMES, machineWith());

    expect(candidates).toEqual([plain]);
    expect(notes).toEqual(['target: helm:charts/shop was passed over: it needs helm, not installed here']);
  });

  it.each([
    ['the program is there', [candidate('manifests', 'k8s')], ['helm']],
    ['the other one has fewer services', [candidate('manifests', 'k8s', ['web'])], []],
    ['the other one is a sample', [candidate('manifests', 'samples')], []],
  ])('stays where %s', async (_when, others, programs) => {
    const { candidates, notes } = await renderableCandidates([CHART, ...others], NAMES, machineWith(...programs));

    expect(candidates).toEqual([CHART, ...others]);
    expect(notes).toEqual([]);
  });

  it('is rendered by kubectl where kustomize is not there', async () => {
    const overlay = candidate('kustomize', 'overlays/prod', NAMES, 20);
    const all = [overlay, candidate('manifests', 'k8s')];

    expect((await renderableCandidates(all, NAMES, machineWith('kubectl'))).candidates).toEqual(all);
  });

  it('is not asked about where there is no other', async () => {
    const machine = machineWith();

    await renderableCandidates([CHART], NAMES, machine);

    expect(machine.asked).toEqual([]);
  });
});
