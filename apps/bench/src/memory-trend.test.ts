import { expect, test } from 'vitest';
import type { MemorySample } from './memory-trend.ts';
import { findMemoryTrend, isFlat } from './memory-trend.ts';

const bound = { rssMbPerMinute: 1, heapMbPerMinute: 0.25 };

/** Ten minutes, a sample every ten seconds. */
function sampleMinutes(size: (minute: number) => { rss: number; heap: number }): MemorySample[] {
  return Array.from({ length: 61 }, (_, index) => {
    const minute = index / 6;
    const { rss, heap } = size(minute);
    return { minute, rssMb: rss, heapMb: heap };
  });
}

test('memory that grows while it warms up and then stays is flat', () => {
  const samples = sampleMinutes((minute) => ({ rss: 80 + Math.min(minute, 3) * 20, heap: 20 }));
  const trend = findMemoryTrend(samples, 0.3);
  expect(trend).toMatchObject({ rssMbPerMinute: 0, rssMbMedian: 140, heapMbMedian: 20 });
  expect(isFlat(trend, bound)).toBe(true);
});

test('a steady leak is found, in the heap and outside of it', () => {
  const inHeap = sampleMinutes((minute) => ({ rss: 100, heap: 20 + minute / 2 }));
  expect(findMemoryTrend(inHeap, 0.3).heapMbPerMinute).toBeCloseTo(0.5);
  expect(isFlat(findMemoryTrend(inHeap, 0.3), bound)).toBe(false);
  const outside = sampleMinutes((minute) => ({ rss: 100 + minute * 3, heap: 20 }));
  expect(isFlat(findMemoryTrend(outside, 0.3), bound)).toBe(false);
});

test('a single peak at the end does not tilt the trend', () => {
  const samples = sampleMinutes((minute) => ({ rss: minute > 9.9 ? 300 : 100, heap: 20 }));
  expect(isFlat(findMemoryTrend(samples, 0.3), bound)).toBe(true);
});

test('memory that shrinks is flat', () => {
  const samples = sampleMinutes((minute) => ({ rss: 200 - minute * 5, heap: 30 - minute }));
  expect(isFlat(findMemoryTrend(samples, 0.3), bound)).toBe(true);
});

test('two samples are needed for a trend', () => {
  expect(() => findMemoryTrend([], 0.3)).toThrow(RangeError);
});
