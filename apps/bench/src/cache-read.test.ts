import { expect, test } from 'vitest';
import { createCycle, measureCacheRead } from './cache-read.ts';

test('the round goes through every entry once before it comes back', () => {
  const next = createCycle(1_000);
  const seen = new Set<number>();
  for (let at = 0; !seen.has(at); at = next[at] ?? 0) seen.add(at);
  expect(seen.size).toBe(1_000);
});

test('the time of one read is that of all, in nanoseconds', () => {
  let reading = 0;
  expect(measureCacheRead(() => (reading += 100))).toBeCloseTo((100 / 5_000_000) * 1e6);
});
