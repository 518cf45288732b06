import { applyBatch } from '@confab/chat-core/state';
import type { Candidate, Row } from '../src/row.ts';
import { createFilledState, createState, messageEvent, messageKey } from './fold-events.ts';

/** Small, so that the thread's size stays what the row's name says: at most a tenth more. */
const BATCHES_PER_SAMPLE = 20;
const MOST_GROWTH = 0.1;

/** What arriving messages cost the fold, against the one copy that it cannot avoid. */
export const foldAppendRows: readonly Row[] = [
  appendRow(1_000, 1),
  appendRow(10_000, 1),
  { ...appendRow(100_000, 1), budgets: { applyBatch: { ratioAtMost: 2 } } },
  { ...appendRow(100_000, 100), budgets: { applyBatch: { ratioAtMost: 2 } } },
];

function appendRow(size: number, count: number): Row {
  const what = count === 1 ? 'one new message' : `a flush of ${count} new messages`;
  return {
    name: `Fold ${what} into a thread of ${size.toLocaleString('en')} messages`,
    unit: 'µs',
    baseline: 'copy the key array',
    iterations: BATCHES_PER_SAMPLE,
    candidates: {
      'copy the key array': copyKeys(size, count),
      applyBatch: appendToState(size, count),
    },
  };
}

function copyKeys(size: number, count: number): Candidate {
  const keys = Array.from({ length: size }, (_, index) => messageKey(index));
  const added = Array.from({ length: count }, (_, index) => messageKey(size + index));
  // The fastest way that the engine has.
  return () => () => keys.concat(added);
}

function appendToState(size: number, perBatch: number): Candidate {
  let count = 0;
  let state = createState();
  return () => {
    if (count === 0 || count + BATCHES_PER_SAMPLE * perBatch > size * (1 + MOST_GROWTH)) {
      count = size;
      state = createFilledState(size);
    }
    const batches = Array.from({ length: BATCHES_PER_SAMPLE }, () =>
      Array.from({ length: perBatch }, () => messageEvent(count++)),
    );
    let next = 0;
    return () => {
      state = applyBatch(state, batches[next++] ?? []);
    };
  };
}
