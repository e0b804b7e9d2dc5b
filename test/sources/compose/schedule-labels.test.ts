// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own syntax
import { describe, expect, it } from 'vitest';
import { readCompose, serviceOf } from './read-compose.ts';

describe('the schedule of a service', () => {
  it.each([
    ['a job that starts it', 'ofelia.job-run.nightly.schedule: "30 5 * * *"', '30 5 * * *'],
    ['a command that is run inside it', 'ofelia.job-exec.sweep.schedule: "@every 10m"', '@every 10m'],
    ['a command beside it', 'ofelia.job-local.sweep.schedule: "@daily"', '@daily'],
    ["chadburn's name for it", 'chadburn.job-exec.sweep.schedule: "0 4 * * *"', '0 4 * * *'],
    ['a service of a swarm', 'swarm.cronjob.schedule: "0 4 * * *"', '0 4 * * *'],
    ['seconds in front', 'ofelia.job-run.nightly.schedule: "0 30 5 * * *"', '30 5 * * *'],
    ['something every few seconds', 'ofelia.job-exec.beat.schedule: "*/10 * * * * *"', '*/10 * * * * *'],
    ['other labels', 'ofelia.enabled: "true"', undefined],
    ['a schedule that only the shell knows', 'ofelia.job-run.nightly.schedule: "${REPORT_TIME}"', undefined],
    [
      'two jobs at two times',
      'ofelia.job-exec.a.schedule: "0 1 * * *"\n      ofelia.job-exec.b.schedule: "0 2 * * *"',
      undefined,
    ],
  ])('follows from labels: %s', async (_, label, expected) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  report:\n    image: report\n    labels:\n      ${label}\n`,
    });

    expect(serviceOf(facts, 'report').schedule?.cron).toBe(expected);
  });

  it('stands at its label, in the list form too', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  report:\n    image: report\n    labels:\n      - ofelia.enabled=true\n      - ofelia.job-run.nightly.schedule=30 5 * * *\n',
    });

    expect(serviceOf(facts, 'report').schedule).toEqual({
      cron: '30 5 * * *',
      suspended: false,
      at: { source: 'compose', path: 'compose.yaml', line: 6, column: 9 },
    });
  });

  it.each([
    ['by its container', 'ofelia.job-run.nightly.container: shop-report-1'],
    ['by its image', 'ofelia.job-run.nightly.image: report:1'],
  ])('may come from the labels of the scheduler, which names it %s', async (_, named) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  report:\n    image: report:1\n  scheduler:\n    image: mcuadros/ofelia\n    labels:\n      ofelia.job-run.nightly.schedule: "30 5 * * *"\n      ${named}\n`,
    });

    expect(serviceOf(facts, 'report').schedule?.cron).toBe('30 5 * * *');
    expect(serviceOf(facts, 'scheduler').schedule).toBeUndefined();
  });
});
