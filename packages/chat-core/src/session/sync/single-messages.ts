import { isChatClientError } from '../../errors.ts';
import { isDecimal } from '../../model/compare-ids.ts';
import { callOnce } from '../../rest/call-once.ts';
import { createArgumentError } from '../../validate.ts';
import type { ServerMessage } from '../chat-event.ts';
import type { ChatLoads } from '../session-contract.ts';
import { toServerMessage } from '../to-entities.ts';
import type { LoadPorts } from './chat-loads.ts';
import type { ReadOptions } from './reads.ts';
import { createNotFoundError } from './sync-errors.ts';

/** Reads messages one by one. */
export interface SingleMessages {
  /** Reads one message, and gives it out as if it were heard now. `undefined` when the thread does not hold it. */
  readMessage(
    threadId: string,
    messageId: string,
    options?: ReadOptions,
  ): Promise<ServerMessage | undefined>;
  /** As {@link ChatLoads.loadMessage}, with a request for each call. */
  readonly loadMessage: ChatLoads['loadMessage'];
  /** Something was heard of a message: an answer that is still to come may be older. */
  noteHeard(message: ServerMessage): void;
}

/** Creates {@link SingleMessages}. */
export function createSingleMessages(
  ports: Pick<LoadPorts, 'reads' | 'guard' | 'thread' | 'hear' | 'learn'>,
): SingleMessages {
  const { reads, guard, thread, learn } = ports;
  /** What was heard of the messages that are being loaded. */
  const heard = new Set<{ readonly messageId: string; readonly messages: ServerMessage[] }>();

  async function read(
    threadId: string,
    messageId: string,
    options: ReadOptions,
  ): Promise<ServerMessage | undefined> {
    try {
      const model = await reads.run(options, async ({ signal, next }) => {
        await next();
        return thread(threadId).getMessage(messageId, callOnce(signal));
      });
      return toServerMessage(threadId, model);
    } catch (error) {
      if (isChatClientError(error) && error.statusCode === 404) return undefined;
      return guard(threadId, () => Promise.reject(error));
    }
  }

  return {
    async readMessage(threadId, messageId, options = {}) {
      const message = await read(threadId, messageId, options);
      if (message !== undefined) ports.hear(threadId, message);
      return message;
    },
    async loadMessage(threadId, messageId) {
      if (!isDecimal(messageId)) {
        throw createArgumentError(
          'loadMessage',
          `${JSON.stringify(messageId)} is no id of a message, which consists of decimal digits`,
        );
      }
      const later: ServerMessage[] = [];
      const load = { messageId, messages: later };
      heard.add(load);
      try {
        const message = await read(threadId, messageId, { threadId });
        if (message === undefined) throw createNotFoundError('loadMessage');
        later.unshift(message);
      } finally {
        heard.delete(load);
      }
      for (const message of later) learn({ type: 'message-fetched', threadId, message });
    },
    noteHeard(message) {
      for (const { messageId, messages } of heard)
        if (messageId === message.id) messages.push(message);
    },
  };
}
