import { expect, test } from 'vitest';
import { bundleWorker, runWorker } from '../../../../scripts/model-worker.mjs';
import { mutants } from './mutants.ts';

const maxRuns = 2_000;

/** Two processes for two cores. */
async function killAll(): Promise<Map<string, number | undefined>> {
  const bundle = await bundleWorker('mutants-test');
  const jobs = mutants.map(({ name, mode }) => ({
    mutant: name,
    mode,
    seed: 1,
    maxRuns,
    // What counts is the number of stories: on a busy machine a story takes several times as long.
    timeLimitMs: 150_000,
    endsOnFailure: true,
  }));
  const halves = [0, 1].map((half) => jobs.filter((_job, index) => index % 2 === half));
  const results = await Promise.all(
    halves.map(async (half) => {
      const found = await runWorker(bundle, half);
      return half.map(({ mutant }, index) => [mutant, found[index]?.failure?.foundAfter] as const);
    }),
  );
  return new Map(results.flat());
}

test('a model of at most 2,000 stories notices every mutant', { timeout: 420_000 }, async () => {
  const kills = await killAll();
  for (const [name, runs] of kills)
    process.stdout.write(`An engine that ${name}: noticed after ${runs ?? 'no'} stories\n`);
  expect(kills.size).toBe(11);
  const survivors = [...kills].flatMap(([name, runs]) => (runs === undefined ? [name] : []));
  expect(survivors).toEqual([]);
});
