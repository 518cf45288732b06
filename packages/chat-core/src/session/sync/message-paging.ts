import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { compareIds } from '../../model/compare-ids.ts';
import { chatLimits } from '../../model/limits.ts';
import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { ChatLoads, MessagePage } from '../session-contract.ts';
import { extendRange, findCursorAbove, isWithin, type LoadedRange } from './loaded-range.ts';
import { readPage, readPages, type Page } from './read-messages.ts';
import type { Reads } from './reads.ts';
import { createNotFoundError, createTooFarError } from './sync-errors.ts';
import { readTrimmedCursor } from '../../state/trimmed-cursor.ts';

/** What paging needs. */
export interface MessagePagingPorts {
  readonly config: ReliabilityConfig;
  readonly reads: Reads;
  readonly ranges: ReadonlyMap<string, LoadedRange>;
  thread(threadId: string): ChatThreadClient;
  isHeld(threadId: string): boolean;
  /** Reads one message, and gives it out. `undefined` when the thread does not hold it. */
  readMessage(threadId: string, messageId: string): Promise<ServerMessage | undefined>;
  learn(event: ChatEvent): void;
}

/** Goes back in the history of a loaded thread. */
export interface MessagePaging {
  /** The page before this cursor. It is left out when it no longer follows what is loaded. */
  loadOlder(threadId: string, cursor: string, pageSize: number): Promise<MessagePage>;
  /** As {@link ChatLoads.loadAround}, for a thread that is loaded. */
  readonly loadAround: ChatLoads['loadAround'];
}

/** Creates {@link MessagePaging}. */
export function createMessagePaging(ports: MessagePagingPorts): MessagePaging {
  const { ranges, reads, config, learn } = ports;

  /** Adds pages that follow each other and, the first of them, the message `follows`. Without it, they are the newest ones. */
  function append(
    threadId: string,
    range: LoadedRange,
    page: Page,
    follows: string | undefined,
    messages: readonly ServerMessage[] = page.messages,
  ): void {
    const { olderCursor } = page;
    extendRange(range, page);
    learn({
      type: 'messages-listed',
      threadId,
      messages,
      position: 'older',
      joined: true,
      ...(follows !== undefined && { follows }),
      olderCursor,
    });
  }

  /** Pages in again what the fold let go: the messages before `id`, from the nearest place that is remembered. */
  async function loadBefore(
    threadId: string,
    id: string,
    pageSize: number,
    signal?: AbortSignal,
  ): Promise<MessagePage> {
    const range = ranges.get(threadId);
    const cursor = range && findCursorAbove(range, id);
    const left = { olderCursor: null, count: 0 };
    if (range === undefined) return left;
    const messages: ServerMessage[] = [];
    let last: Page = { messages: [], olderCursor: null };
    let count = 0;
    if (cursor !== null) {
      await reads.run({ threadId, signal }, async (turn) => {
        messages.length = 0;
        for await (const page of readPages(ports.thread(threadId), turn, { cursor, pageSize })) {
          last = page;
          // With the row itself, to which the others are joined.
          messages.push(...page.messages.filter((one) => compareIds(one.id, id) <= 0));
          count = messages.filter((one) => one.id !== id).length;
          if (count > 0) return;
        }
      });
    }
    if (ranges.get(threadId) !== range) return left;
    range.isTrimmed = false;
    append(threadId, range, last, id, messages);
    return { olderCursor: last.olderCursor, count };
  }

  return {
    async loadOlder(threadId, cursor, pageSize) {
      const trimmedAt = readTrimmedCursor(cursor);
      if (trimmedAt !== undefined) return loadBefore(threadId, trimmedAt, pageSize);
      const range = ranges.get(threadId);
      const page = await reads.run({ threadId }, (turn) =>
        readPage(ports.thread(threadId), turn, { pageSize, cursor }),
      );
      const { olderCursor } = page;
      // In the meantime a gap may have replaced the range that this page continues, or the same page may have come already.
      if (range === undefined || ranges.get(threadId) !== range || range.olderCursor !== cursor) {
        return { olderCursor, count: 0 };
      }
      append(threadId, range, page, range.oldest);
      return { olderCursor, count: page.messages.length };
    },
    async loadAround(threadId, messageId, { cursor: shown = '', signal, onProgress } = {}) {
      if ((await ports.readMessage(threadId, messageId)) === undefined)
        throw createNotFoundError('loadAround');
      const range = ranges.get(threadId);
      if (range === undefined) throw createNotFoundError('loadAround');
      const trimmedAt = ports.isHeld(threadId) ? readTrimmedCursor(shown) : undefined;
      if (trimmedAt !== undefined) {
        if (compareIds(messageId, trimmedAt) >= 0) return;
        await loadBefore(threadId, trimmedAt, chatLimits.maxPageSize, signal);
      }
      // What the fold has let go leaves a hole between its rows and where paging would go on.
      const isWhole = !range.isTrimmed && ports.isHeld(threadId);
      if (isWhole && isWithin(range, messageId)) return;
      let cursor = isWhole ? range.olderCursor : undefined;
      if (cursor === null) throw createNotFoundError('loadAround');
      let count = 0;
      await reads.run({ threadId, signal }, async (turn) => {
        const thread = ports.thread(threadId);
        for await (const page of readPages(thread, turn, { cursor: cursor ?? undefined })) {
          if (ranges.get(threadId) !== range) break;
          range.isTrimmed = false;
          append(threadId, range, page, cursor === undefined ? undefined : range.oldest);
          // A repetition goes on where the failed try stopped.
          cursor = page.olderCursor;
          count += 1;
          onProgress?.(count);
          if (isWithin(range, messageId)) return;
          if (count >= config.maxPagesAround) throw createTooFarError(config.maxPagesAround);
        }
        throw createNotFoundError('loadAround');
      });
    },
  };
}
