import { expect, test, vi } from 'vitest';
import { bundleWorker, runWorker } from '../../../../scripts/model-worker.mjs';

// Beside other tests it takes several times as long as alone.
vi.setConfig({ testTimeout: 120_000 });

test('a story that went wrong and was made smaller is repeated by its path, step by step', async () => {
  const bundle = await bundleWorker('run-model-test');
  const job = {
    mutant: 'knows its message again only by the answer',
    mode: 'idem',
    seed: 7,
    maxRuns: 500,
    timeLimitMs: 60_000,
  } as const;
  const [found] = await runWorker(bundle, [job]);
  expect(found?.failure?.path.split(':').length).toBeGreaterThan(3);
  const path = found?.failure?.path ?? '';
  const [repeated] = await runWorker(bundle, [{ ...job, path, maxRuns: 1 }]);
  expect(repeated?.failure).toEqual({ ...found?.failure, foundAfter: 1 });
});
