import { expect, test } from 'vitest';
import { bundleWorker, runWorker } from '../../../../scripts/model-worker.mjs';

/** Enough to find most of what one change breaks; `npm run test:model` goes on for longer. */
const runsOfEachProcess = 500;

const run = (mode: 'acs' | 'settle' | 'idem', maxRuns: number) => ({
  mode,
  seed: 20_260_101,
  maxRuns,
  // Beside other tests a run takes longer.
  timeLimitMs: 150_000,
});

test(
  'whatever happens, clients show what the service has, and every message is sent once or has failed with a reason',
  { timeout: 240_000 },
  async () => {
    const bundle = await bundleWorker('convergence-test');
    const plans = [
      [{ stored: true } as const, run('acs', runsOfEachProcess)],
      [run('settle', runsOfEachProcess / 2), run('idem', runsOfEachProcess / 2)],
    ];
    const results = (await Promise.all(plans.map((plan) => runWorker(bundle, plan)))).flat();
    expect(results.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    const random = results.filter(({ mode }) => mode !== 'stored');
    expect(random.reduce((sum, { runs }) => sum + runs, 0)).toBe(2 * runsOfEachProcess);
  },
);
