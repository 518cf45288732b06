import { expect, test } from 'vitest';
import type { JournalEntry } from '../journal.ts';
import { measureHistory } from './figures.ts';

const threadId = 'T';

test('a message has converged when the last client shows it', () => {
  const ada: JournalEntry[] = [
    { at: 100, what: 'sent', key: 'a', threadId, text: 'a' },
    { at: 150, what: 'acknowledged', key: 'a', id: '1' },
    { at: 150, what: 'seen', threadId, id: '1' },
  ];
  const grace: JournalEntry[] = [{ at: 400, what: 'seen', threadId, id: '1' }];
  const journals = new Map([
    ['ada', ada],
    ['grace', grace],
  ]);
  const { sent, acknowledged, convergeMs } = measureHistory({ journals });
  expect({ sent, acknowledged }).toEqual({ sent: 1, acknowledged: 1 });
  expect(convergeMs).toEqual({ p50: 300, p95: 300, p99: 300, max: 300 });
});

test('a message that somebody never shows has no time', () => {
  const ada: JournalEntry[] = [
    { at: 100, what: 'sent', key: 'a', threadId, text: 'a' },
    { at: 150, what: 'acknowledged', key: 'a', id: '1' },
    { at: 150, what: 'seen', threadId, id: '1' },
  ];
  const journals = new Map([
    ['ada', ada],
    ['grace', []],
  ]);
  expect(measureHistory({ journals }).convergeMs).toBeUndefined();
});

function grow(rssMbPerMinute: number, heapMbPerMinute: number): JournalEntry[] {
  return Array.from({ length: 20 }, (_, minute) => ({
    at: minute * 60_000,
    what: 'memory',
    rssMb: 100 + minute * rssMbPerMinute,
    heapMb: 10 + minute * heapMbPerMinute,
  }));
}

test('the client whose process grows most is told, and the one whose live objects do', () => {
  const journals = new Map([
    ['ada', grow(0.5, 0.4)],
    ['grace', grow(2, 0.1)],
  ]);
  const { rssMbPerMinute, heapMbPerMinute } = measureHistory({ journals });
  expect(rssMbPerMinute).toBeCloseTo(2);
  expect(heapMbPerMinute).toBeCloseTo(0.4);
});

test('memory is judged by the second half of the time: what filled up in the first does not count', () => {
  const ada = grow(2, 0.4).map((entry, minute) => {
    const before = grow(2, 0.4)[Math.min(minute, 9)];
    return before === undefined ? entry : { ...before, at: entry.at };
  });
  const { rssMbPerMinute, heapMbPerMinute } = measureHistory({ journals: new Map([['ada', ada]]) });
  expect(rssMbPerMinute).toBeCloseTo(0);
  expect(heapMbPerMinute).toBeCloseTo(0);
});
