import { applyBatch } from '@confab/chat-core/state';
import type { Candidate, Row } from '../src/row.ts';
import {
  createFilledState,
  createState,
  messageEvent,
  type MessageEvent,
  type State,
} from './fold-events.ts';

const EDITS_PER_SAMPLE = 200;
const EVENTS_PER_SAMPLE = 200;
const OUT_OF_ORDER = 10_000;
const KEPT_PER_THREAD = 20;
/** Prime to the number of messages, so that stepping by it meets all of them, far from each other. */
const STRIDE = 3_877;

/** What must not make an event dearer: the size of the thread, its place in the order, other threads. */
export const foldCostRows: readonly Row[] = [
  {
    name: 'Fold an edit into a thread of 100,000 messages, compared with one of 1,000',
    unit: 'µs',
    baseline: '1,000 messages',
    iterations: EDITS_PER_SAMPLE,
    candidates: { '1,000 messages': edit(1_000), '100,000 messages': edit(100_000) },
    budgets: { '100,000 messages': { ratioAtMost: 2 } },
  },
  {
    name: `Fold ${OUT_OF_ORDER.toLocaleString('en')} messages that come out of order, one by one`,
    unit: 'ms',
    baseline: 'a Map, and a new array with the key where its number belongs',
    candidates: {
      'a Map, and a new array with the key where its number belongs': insertBare,
      applyBatch: insertIntoState,
    },
    budgets: { applyBatch: { ratioAtMost: 3 } },
  },
  {
    name: 'Fold a numbered message into a thread of 10,000 without numbers, compared with one of 10,000 with numbers',
    unit: 'µs',
    baseline: 'with numbers',
    iterations: EVENTS_PER_SAMPLE,
    candidates: { 'with numbers': follow(true), 'without numbers': follow(false) },
    budgets: { 'without numbers': { ratioAtMost: 2 } },
  },
  {
    name: 'Fold a message into one of ten active threads among 1,000, compared with ten alone',
    unit: 'µs',
    baseline: '10 threads',
    iterations: EVENTS_PER_SAMPLE,
    candidates: { '10 threads': spread(10), '1,000 threads': spread(1_000) },
    budgets: { '1,000 threads': { ratioAtMost: 2 } },
  },
];

/** Edits the same 1,000 messages whatever the size, so that what lies in the processor's cache is the same. */
function edit(size: number): Candidate {
  let state: State | undefined;
  let count = 0;
  return () => {
    let current = (state ??= createFilledState(size));
    const batches = Array.from({ length: EDITS_PER_SAMPLE }, () => {
      count += 1;
      return [messageEvent((count * STRIDE) % 1_000, { edit: count })];
    });
    let next = 0;
    return () => {
      current = applyBatch(current, batches[next++] ?? []);
      state = current;
    };
  };
}

const outOfOrder: readonly MessageEvent[] = Array.from({ length: OUT_OF_ORDER }, (_, index) =>
  messageEvent((index * STRIDE) % OUT_OF_ORDER),
);

function insertBare(): () => unknown {
  return () => {
    const rows = new Map<string, MessageEvent['message']>();
    let keys: string[] = [];
    for (const { message } of outOfOrder) {
      rows.set(message.id, message);
      let low = 0;
      let high = keys.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = rows.get(keys[middle] ?? '');
        if (Number(other?.sequenceId) < Number(message.sequenceId)) low = middle + 1;
        else high = middle;
      }
      keys = keys.toSpliced(low, 0, message.id);
    }
    return keys;
  };
}

function insertIntoState(): () => unknown {
  return () => {
    let state = createState();
    for (const event of outOfOrder) state = applyBatch(state, [event]);
    return state;
  };
}

/** A stream of numbered messages after a history that events have brought, with or without numbers. */
function follow(isNumbered: boolean): Candidate {
  const size = 10_000;
  let state = createState();
  let count = 0;
  return () => {
    if (count === 0 || count > size + EVENTS_PER_SAMPLE * 5) {
      count = size;
      state = applyBatch(
        createState(),
        Array.from({ length: size }, (_, index) => messageEvent(index, { isNumbered })),
      );
    }
    const batches = Array.from({ length: EVENTS_PER_SAMPLE }, () => [messageEvent(count++)]);
    let next = 0;
    return () => {
      state = applyBatch(state, batches[next++] ?? []);
    };
  };
}

/** Each message makes another of ten threads the first of the list. No thread grows beyond what both states have. */
function spread(threads: number): Candidate {
  const active = 10;
  let count = 0;
  let state = applyBatch(
    createState(KEPT_PER_THREAD),
    Array.from({ length: threads }, (_, index) =>
      messageEvent(count++, { threadId: `19:${index}` }),
    ),
  );
  return () => {
    const batches = Array.from({ length: EVENTS_PER_SAMPLE }, () => {
      count += 1;
      return [messageEvent(count, { threadId: `19:${(count * 7) % active}` })];
    });
    let next = 0;
    return () => {
      state = applyBatch(state, batches[next++] ?? []);
    };
  };
}
