import { applyBatch, createChatState } from '@confab/chat-core/state';

export type State = ReturnType<typeof createChatState>;
export type Event = Parameters<typeof applyBatch>[1][number];
export type MessageEvent = Extract<Event, { type: 'message-upserted' }>;

export const THREAD_ID = '19:bench@thread.v2';
const FIRST_ID = 1_700_000_000_000;

/** Row key of the message at this place in the thread. */
export function messageKey(index: number): string {
  return String(FIRST_ID + index);
}

/** The event that a message arrives, or with `edit` that it was edited so many times. */
export function messageEvent(
  index: number,
  {
    threadId = THREAD_ID,
    edit = 0,
    isNumbered = true,
  }: { threadId?: string; edit?: number; isNumbered?: boolean } = {},
): MessageEvent {
  return {
    type: 'message-upserted',
    threadId,
    message: {
      threadId,
      id: messageKey(index),
      kind: 'text',
      content: edit === 0 ? `Message ${index}` : `Message ${index}, edit ${edit}`,
      senderId: '8:acs:bench_writer',
      createdAt: FIRST_ID + index,
      ...(isNumbered && { sequenceId: String(index + 1) }),
      version: String(FIRST_ID + index + edit),
      ...(edit > 0 && { editedAt: FIRST_ID + index + edit }),
    },
  };
}

/** A state whose threads keep so many messages; by default more than any row has. The thread is loaded: of others little is kept. */
export function createState(maxIdleMessages: number = 10_000_000): State {
  return applyBatch(createChatState('8:acs:bench_reader', { maxIdleMessages }), [
    {
      type: 'messages-listed',
      threadId: THREAD_ID,
      messages: [],
      position: 'newest',
      joined: false,
      olderCursor: null,
    },
  ]);
}

/** A state with one thread of so many messages. */
export function createFilledState(size: number): State {
  return applyBatch(
    createState(),
    Array.from({ length: size }, (_, index) => messageEvent(index)),
  );
}
