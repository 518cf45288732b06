import { applyBatch, createChatState } from '@confab/chat-core/state';
import type { Candidate, Row } from '../src/row.ts';

type State = ReturnType<typeof createChatState>;
type Event = Parameters<typeof applyBatch>[1][number];

const THREAD_ID = '19:bench@thread.v2';
const FIRST_ID = 1_700_000_000_000;

/** Small, so that the thread's size stays what the row's name says: at most a tenth more. */
const APPENDS_PER_SAMPLE = 20;
const MOST_GROWTH = 0.1;

/** What one arriving message costs the fold, against the one copy that it cannot avoid. */
export const foldAppendRows: readonly Row[] = [1_000, 10_000].map((size) => ({
  name: `Fold one new message into a thread of ${size.toLocaleString('en')} messages`,
  unit: 'µs',
  baseline: 'copy the key array',
  iterations: APPENDS_PER_SAMPLE,
  candidates: {
    'copy the key array': copyKeys(size),
    applyBatch: appendToState(size),
  },
}));

function copyKeys(size: number): Candidate {
  const keys = Array.from({ length: size }, (_, index) => String(FIRST_ID + index));
  return () => () => [...keys, 'new'];
}

function appendToState(size: number): Candidate {
  let count = 0;
  let state: State = createChatState('8:acs:bench_reader');
  return () => {
    if (count === 0 || count + APPENDS_PER_SAMPLE > size * (1 + MOST_GROWTH)) {
      count = size;
      state = applyBatch(
        createChatState('8:acs:bench_reader'),
        Array.from({ length: size }, (_, index) => messageEvent(index)),
      );
    }
    const batches = Array.from({ length: APPENDS_PER_SAMPLE }, () => [messageEvent(count++)]);
    let next = 0;
    return () => {
      state = applyBatch(state, batches[next++] ?? []);
    };
  };
}

function messageEvent(index: number): Event {
  return {
    type: 'message-upserted',
    threadId: THREAD_ID,
    message: {
      threadId: THREAD_ID,
      id: String(FIRST_ID + index),
      kind: 'text',
      content: `Message ${index}`,
      senderId: '8:acs:bench_writer',
      createdAt: FIRST_ID + index,
      sequenceId: String(index + 1),
      version: String(FIRST_ID + index),
    },
  };
}
