import { createEventBuffer } from '../session/sync/event-buffer.ts';
import type { SyncParts } from '../session/sync/sync.ts';

/** What is said between the two is lost. */
export const listBeforeListening: Partial<SyncParts> = {
  async connect(listen, read) {
    await read();
    await listen();
  },
  isBehindAfter: ({ recovered, isFirst }) => !recovered && !isFirst,
};

/** What was missed while the connection was lost is never read. */
export const noCatchUp: Partial<SyncParts> = { isBehindAfter: ({ isFirst }) => isFirst };

/** Events that come while lists are read are lost. */
export const droppedEvents: Partial<SyncParts> = {
  createEventBuffer(maxEvents) {
    const buffer = createEventBuffer(maxEvents);
    return { ...buffer, end: (key) => buffer.end(key) && [] };
  },
};

/** What was edited or deleted meanwhile is not read. */
export const catchUpByCreation: Partial<SyncParts> = {
  planCatchUp: (range) => ({
    repairsWindow: false,
    ...(range?.newestAt !== undefined && { since: new Date(range.newestAt) }),
  }),
};
