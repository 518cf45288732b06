import type { ChatThreadClient } from '../../chat-thread-client.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ChatEvent, OutgoingMessage, ServerMessage } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { ChatLoads, MessagePage } from '../session-contract.ts';
import type { HeldThreads } from './held-threads.ts';
import { cursorAbove } from './loaded-range.ts';
import { createMessagePaging } from './message-paging.ts';
import type { MessageReader } from './message-reader.ts';
import { findDelivered } from './read-messages.ts';
import type { ReadOptions, Reads } from './reads.ts';
import { createSharedCalls } from './shared-calls.ts';
import type { ThreadAccess } from './thread-access.ts';
import type { ThreadFacts } from './thread-facts.ts';
import { createSingleMessages, type SingleMessages } from './single-messages.ts';
import { createTurns } from './turns.ts';

/** What loads need. */
export interface LoadPorts {
  readonly clock: Clock;
  readonly config: ReliabilityConfig;
  readonly reads: Reads;
  readonly messages: MessageReader;
  readonly facts: ThreadFacts;
  readonly held: HeldThreads;
  readonly guard: ThreadAccess['guard'];
  thread(threadId: string): ChatThreadClient;
  /** The list of threads does not hold it any more. */
  lose(threadId: string, reason: 'removed'): void;
  /** Gives out a message, unless it waits for a list. */
  hear(threadId: string, message: ServerMessage): void;
  learn(event: ChatEvent): void;
}

/** What the session reads for those who use it. */
export interface Loads extends ChatLoads, Pick<SingleMessages, 'noteHeard'> {
  /** Reads what is new in a loaded thread. */
  refresh(threadId: string): Promise<void>;
  /** Compares a loaded thread with the service, or its whole window. Gives the messages that no list had shown before. */
  check(threadId: string, isWhole: boolean): Promise<readonly ServerMessage[]>;
  loadThreads(options?: ReadOptions): Promise<{ count: number }>;
  /** For the outbox, which repeats and counts it. */
  readMessage(threadId: string, messageId: string): Promise<ServerMessage | undefined>;
  /** As {@link Loads.readMessage}. */
  findDelivered(
    message: OutgoingMessage,
    ownId: string,
    sinceMs: number | undefined,
  ): Promise<readonly string[]>;
}

/** How many messages a page holds unless the caller says otherwise. */
const defaultPageSize = 50;

/** Creates {@link Loads}. */
export function createLoads(ports: LoadPorts): Loads {
  const { config, reads, messages, facts, held, guard, thread } = ports;
  const { ranges } = messages;
  const calls = createSharedCalls();
  const turns = createTurns();
  const single = createSingleMessages(ports);
  const { readMessage } = single;
  const paging = createMessagePaging({ ...ports, ranges, isHeld: held.isHeld, readMessage });

  /** Reads for somebody, who may want more of the thread soon. */
  async function readFor<Result>(threadId: string, read: () => Promise<Result>): Promise<Result> {
    const result = await guard(threadId, read);
    held.touch(threadId);
    return result;
  }

  async function loadNewest(threadId: string, pageSize: number): Promise<MessagePage> {
    const range = ranges.get(threadId);
    if (range === undefined || messages.hasGap(threadId)) {
      return messages.loadNewest(threadId, pageSize);
    }
    const { count } = await messages.readNews(threadId);
    return { olderCursor: cursorAbove(range), count };
  }

  const jumpToLatest = (threadId: string): Promise<MessagePage> =>
    calls.share(`jump ${threadId}`, () =>
      readFor(threadId, () => loadNewest(threadId, defaultPageSize)),
    );

  return {
    readMessage: (threadId, messageId) => readMessage(threadId, messageId, { isCounted: true }),
    noteHeard: single.noteHeard,
    jumpToLatest,
    loadThreads: (options) =>
      calls.share(`threads ${options?.isBackground}`, async () => {
        const { count, gone } = await guard(undefined, () => facts.loadThreads(options));
        for (const id of gone) ports.lose(id, 'removed');
        return { count };
      }),
    loadThread: (threadId) => guard(threadId, () => facts.loadThread(threadId)),
    loadMessages: (threadId, { cursor, pageSize = defaultPageSize } = {}) =>
      calls.share(`messages ${threadId} ${pageSize} ${cursor}`, () =>
        readFor(threadId, () => {
          if (cursor !== undefined) return paging.loadOlder(threadId, cursor, pageSize);
          const range = ranges.get(threadId);
          // What a gap hides is shown when the reader asks for it, not by a refresh.
          if (range !== undefined && messages.hasGap(threadId)) {
            return Promise.resolve({ olderCursor: cursorAbove(range), count: 0 });
          }
          return loadNewest(threadId, pageSize);
        }),
      ),
    async loadAround(threadId, messageId, options) {
      if (!ranges.has(threadId) || messages.hasGap(threadId)) await jumpToLatest(threadId);
      return readFor(threadId, () => paging.loadAround(threadId, messageId, options));
    },
    loadMessage: (threadId, messageId) =>
      calls.share(`message ${threadId} ${messageId}`, () =>
        readFor(threadId, () => single.loadMessage(threadId, messageId)),
      ),
    loadParticipants: (threadId) =>
      calls.share(`people ${threadId}`, () =>
        readFor(threadId, () => facts.loadParticipants(threadId)),
      ),
    loadReceipts: (threadId) =>
      calls.share(`receipts ${threadId}`, () =>
        readFor(threadId, () => facts.loadReceipts(threadId)),
      ),
    async refresh(threadId) {
      await guard(threadId, () => messages.readNews(threadId));
    },
    async check(threadId, isWhole) {
      const newestAt = ranges.get(threadId)?.newestAt;
      const since =
        isWhole || newestAt === undefined ? undefined : new Date(newestAt - config.overlapMs);
      return guard(threadId, async () => {
        const news = await messages.readNews(threadId, { since, isBackground: true });
        if (isWhole && news.rest !== null) await messages.readRest(threadId, news.rest);
        // An event about people or the topic has the messages read soon. Where a check finds one first, the event was lost. What a
        // later event has had read hides that, and receipts leave no message.
        if (isWhole || news.messages.some(({ senderId }) => senderId === undefined)) {
          // Many threads may be compared at once: they take turns.
          await turns.take('', async () => {
            await facts.loadThread(threadId, { isBackground: true });
            await facts.refresh(threadId, { isBackground: true });
          });
        }
        return news.messages;
      });
    },
    findDelivered(message, ownId, sinceMs) {
      const from = sinceMs === undefined ? undefined : sinceMs - config.overlapMs;
      const { threadId } = message;
      // It goes on when the thread is closed: what is to be sent does not wait for somebody to look.
      return guard(threadId, () =>
        reads.run({ isCounted: true }, (turn) =>
          findDelivered(thread(threadId), turn, message, ownId, from),
        ),
      );
    },
  };
}
