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

test('the memory of the client that grows most is told', () => {
  const grow = (mbPerMinute: number): JournalEntry[] =>
    Array.from({ length: 20 }, (_, index) => ({
      at: index * 60_000,
      what: 'memory',
      rssMb: 100 + index * mbPerMinute,
      heapMb: 10,
    }));
  const journals = new Map([
    ['ada', grow(0.5)],
    ['grace', grow(2)],
  ]);
  expect(measureHistory({ journals }).rssMbPerMinute).toBeCloseTo(2);
});
