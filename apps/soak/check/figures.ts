import { findMemoryTrend, type MemoryTrend } from '../../bench/src/memory-trend.ts';
import { quantile } from '../../bench/src/statistics.ts';
import type { JournalEntry } from '../journal.ts';
import { placeOf, readIntents, type History } from './history.ts';

/** Warming up is over after this share of the time. */
const settledAfter = 0.5;

/** Milliseconds from sending a message until the last client shows it, with all troubles in between. */
export interface ConvergeTimes {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What a soak measured. */
export interface HistoryFigures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly edits: number;
  readonly deletions: number;
  readonly gaps: number;
  readonly convergeMs: ConvergeTimes | undefined;
  /** Of the client whose process grew most. `undefined` when there are too few samples. */
  readonly rssMbPerMinute: number | undefined;
  readonly rssMbMedian: number | undefined;
  /** Of the client whose live objects grew most. */
  readonly heapMbPerMinute: number | undefined;
  readonly heapMbMedian: number | undefined;
}

export function measureHistory({ journals }: Pick<History, 'journals'>): HistoryFigures {
  const entries = [...journals.values()].flat();
  const count = (what: JournalEntry['what']): number =>
    entries.filter((entry) => entry.what === what).length;
  const trends = [...journals.values()].flatMap(readTrend);
  const [byRss] = trends.toSorted((a, b) => b.rssMbPerMinute - a.rssMbPerMinute);
  const [byHeap] = trends.toSorted((a, b) => b.heapMbPerMinute - a.heapMbPerMinute);
  return {
    sent: count('sent'),
    acknowledged: count('acknowledged'),
    refused: count('refused'),
    edits: count('edit-done'),
    deletions: count('delete-done'),
    gaps: count('gap'),
    convergeMs: measureConvergence(journals),
    rssMbPerMinute: byRss?.rssMbPerMinute,
    rssMbMedian: byRss?.rssMbMedian,
    heapMbPerMinute: byHeap?.heapMbPerMinute,
    heapMbMedian: byHeap?.heapMbMedian,
  };
}

function measureConvergence(journals: History['journals']): ConvergeTimes | undefined {
  const lastSeenAt = new Map<string, { at: number; by: number }>();
  for (const entry of [...journals.values()].flat()) {
    if (entry.what !== 'seen') continue;
    const place = placeOf(entry);
    const { at, by } = lastSeenAt.get(place) ?? { at: 0, by: 0 };
    lastSeenAt.set(place, { at: Math.max(at, entry.at), by: by + 1 });
  }
  const times = [...readIntents(journals).values()].flatMap(({ threadId, id = '', sentAt }) => {
    const seen = lastSeenAt.get(placeOf({ threadId, id }));
    // Who jumped over a gap never shows what is in it.
    return seen?.by === journals.size ? [seen.at - sentAt] : [];
  });
  if (times.length === 0) return undefined;
  const at = (share: number): number => Math.round(quantile(times, share));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function readTrend(entries: readonly JournalEntry[]): MemoryTrend[] {
  const start = entries[0]?.at ?? 0;
  const samples = entries.flatMap((entry) =>
    entry.what === 'memory'
      ? [{ minute: (entry.at - start) / 60_000, rssMb: entry.rssMb, heapMb: entry.heapMb }]
      : [],
  );
  return samples.length < 4 ? [] : [findMemoryTrend(samples, settledAfter)];
}
