import { ChatClientError } from '../errors.ts';
import { attachmentsKey } from '../model/attachments-key.ts';
import type { OutgoingMessage, ServerMessage } from '../session/chat-event.ts';
import { createGate, type Gate } from '../session/gate.ts';
import type { OutboxService } from '../session/outbox/outbox-ports.ts';
import type { MessageEdit } from '../session/session-contract.ts';

/** Raw id of the user whose outbox is tested. */
export const ownId = '8:acs:res_ada';

/** A request that waits for the test's answer. */
export interface ScriptedRequest {
  readonly kind: 'send' | 'edit' | 'remove';
  readonly threadId: string;
  /** What is sent. */
  readonly message?: OutgoingMessage;
  readonly asRepeatable?: boolean;
  /** What is changed, and how. */
  readonly messageId?: string;
  readonly edit?: MessageEdit;
  /** Carries the request out, without an answer. Returns what is stored then. */
  commit(): ServerMessage;
  /** Carries the request out and answers. */
  accept(): ServerMessage;
  refuse(error: unknown): void;
}

/** A service whose every answer to a send, an edit or a deletion a test gives by hand. Reads are answered at once. */
export interface ScriptedChat {
  readonly service: Omit<OutboxService, 'budget'>;
  readonly requests: readonly ScriptedRequest[];
  /** What the service has, the oldest first. */
  readonly messages: readonly ServerMessage[];
  /** Reads and looks so far. */
  readonly reads: { find: number; read: number };
  /** Threads of which was asked whether they are still there. */
  readonly rechecked: readonly string[];
  /** Times from which on was looked. */
  readonly lookedSince: readonly (number | undefined)[];
  isIdempotent: boolean;
  /** Resolves once it is known whether it is. */
  whenKnown(): Promise<void>;
  /** Gets the token. */
  prepare(): Promise<void>;
  /** Stores the files of a message. */
  storeFiles: OutboxService['storeFiles'];
  /** With this, every read fails with it. */
  readError: unknown;
  /** Changes a message as another device of the user would. */
  edit(id: string, content: string): ServerMessage;
  remove(id: string): ServerMessage;
}

export function createScriptedChat(): ScriptedChat {
  const messages: ServerMessage[] = [];
  const requests: ScriptedRequest[] = [];
  const lookedSince: (number | undefined)[] = [];
  const rechecked: string[] = [];
  let lastNumber = 100;

  function nextNumber(): string {
    lastNumber += 1;
    return String(lastNumber);
  }

  function replace(id: string, change: Partial<ServerMessage>): ServerMessage {
    const index = messages.findIndex((message) => message.id === id);
    const before = messages[index];
    if (before === undefined) throw new Error(`There is no message ${id}.`);
    const after = { ...before, version: nextNumber(), ...change };
    messages[index] = after;
    return after;
  }

  function ask<T>(
    rest: Omit<ScriptedRequest, 'commit' | 'accept' | 'refuse'>,
    commit: () => ServerMessage,
    toAnswer: (stored: ServerMessage) => T,
  ): Promise<T> {
    const answer: Gate<T> = createGate();
    requests.push({
      ...rest,
      commit,
      accept() {
        const stored = commit();
        answer.open(toAnswer(stored));
        return stored;
      },
      refuse: answer.fail,
    });
    return answer.promise;
  }

  function store(message: OutgoingMessage, asRepeatable: boolean): ServerMessage {
    const { threadId, kind, content, metadata, clientMessageId } = message;
    const known = messages.find((one) => one.clientMessageId === clientMessageId);
    if (known !== undefined && asRepeatable) return known;
    const id = nextNumber();
    const stored: ServerMessage = {
      id,
      threadId,
      kind,
      content,
      metadata,
      clientMessageId,
      senderId: ownId,
      createdAt: message.createdAt,
      version: id,
    };
    messages.push(stored);
    return stored;
  }

  const chat: ScriptedChat = {
    requests,
    messages,
    lookedSince,
    rechecked,
    reads: { find: 0, read: 0 },
    isIdempotent: true,
    whenKnown: () => Promise.resolve(),
    prepare: () => Promise.resolve(),
    readError: undefined,
    storeFiles: ({ metadata }) => Promise.resolve({ attachments: metadata[attachmentsKey] ?? '' }),
    edit: (id, content) => replace(id, { content, editedAt: 1 }),
    remove: (id) => replace(id, { content: '', deletedAt: 1 }),
    service: {
      isIdempotent: () => chat.isIdempotent,
      whenKnown: () => chat.whenKnown(),
      prepare: () => chat.prepare(),
      send: (message, asRepeatable) =>
        ask(
          { kind: 'send', threadId: message.threadId, message, asRepeatable },
          () => store(message, asRepeatable),
          ({ id }) => id,
        ),
      async findDelivered({ threadId, clientMessageId }, sinceMs) {
        chat.reads.find += 1;
        lookedSince.push(sinceMs);
        if (chat.readError !== undefined) throw chat.readError;
        return messages
          .filter((one) => one.threadId === threadId && one.clientMessageId === clientMessageId)
          .map((one) => one.id);
      },
      edit: (threadId, messageId, edit) =>
        ask(
          { kind: 'edit', threadId, messageId, edit },
          () => replace(messageId, { ...edit, editedAt: 1 }),
          () => undefined,
        ),
      remove: (threadId, messageId) =>
        ask(
          { kind: 'remove', threadId, messageId },
          () => replace(messageId, { content: '', deletedAt: 1 }),
          () => undefined,
        ),
      // Files have a service of their own in tests.
      storeFiles: (message) => chat.storeFiles(message),
      noteMessage() {},
      async recheck(threadId) {
        rechecked.push(threadId);
      },
      async read(threadId, messageId) {
        chat.reads.read += 1;
        if (chat.readError !== undefined) throw chat.readError;
        return messages.find((one) => one.threadId === threadId && one.id === messageId);
      },
    },
  };
  return chat;
}

/** An answer of the service that refuses a request, or asks to wait. */
export function refusal(statusCode: number, retryAfterMs?: number): ChatClientError {
  return new ChatClientError({
    code: 'unexpected-status',
    operation: 'sendMessage',
    message: 'refused',
    statusCode,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** What a request ends with whose answer was lost. */
export function lostAnswer(): ChatClientError {
  return new ChatClientError({
    code: 'network',
    operation: 'sendMessage',
    message: 'The answer was lost.',
  });
}
