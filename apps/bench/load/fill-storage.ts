import { createChatService } from '@confab/chat-server';
import type { ChatStorage, MessageRow, ParticipantRow, ThreadRow } from '@confab/chat-server';
import { openLibsqlStorage } from '@confab/chat-server/node';
import type { Person } from './acs-caller.ts';

/** What a filled data folder holds. */
export interface FilledStorage {
  /** In one long thread with 249 others and in 200 threads in all. */
  readonly reader: Person;
  /** In the long thread too, where he may read only the newest 50 messages. */
  readonly newcomer: Person;
  /** In every tenth thread. */
  readonly regular: Person;
  /** Holds half of all messages. */
  readonly longThreadId: string;
  /** The short threads that the reader is in. */
  readonly shortThreadIds: readonly string[];
}

/** How much to store. Half of the messages go to one long thread, the others are spread evenly. */
export interface FillSize {
  readonly messages: number;
  readonly threads: number;
}

const people = 250;
const threadsOfReader = 200;
const visibleToNewcomer = 50;
const rowsPerTransaction = 20_000;
const firstTime = Date.UTC(2024, 0, 1);

type Row =
  | { readonly kind: 'thread'; readonly row: ThreadRow }
  | { readonly kind: 'participant'; readonly row: ParticipantRow }
  | { readonly kind: 'message'; readonly row: MessageRow };

/** Fills a data folder through the storage itself, in large transactions: by REST a million messages would take an hour. */
export async function fillStorage(folder: string, size: FillSize): Promise<FilledStorage> {
  const storage = await openLibsqlStorage(folder);
  const service = await createChatService({ storage });
  const crowd: Person[] = [];
  for (let index = 0; index < people; index += 1) {
    crowd.push(await service.createUser(`person ${index}`));
  }
  const [reader, newcomer, regular] = crowd;
  if (reader === undefined || newcomer === undefined || regular === undefined) {
    throw new Error('Too few people, so nothing was filled.');
  }
  await storeRows(
    storage,
    listRows(
      size,
      crowd.map(({ userId }) => userId),
    ),
  );
  await service.close();
  const shortThreadIds = listThreadsOfReader(size).map(threadIdOf);
  return { reader, newcomer, regular, longThreadId: threadIdOf(0), shortThreadIds };
}

async function storeRows(storage: ChatStorage, rows: Iterator<Row, undefined>): Promise<void> {
  let next = rows.next();
  while (next.done !== true) {
    await storage.transaction(async (tx) => {
      for (let count = 0; count < rowsPerTransaction && next.done !== true; count += 1) {
        const { kind, row } = next.value;
        if (kind === 'thread') await tx.putThread(row);
        else if (kind === 'participant') await tx.putParticipant(row);
        else await tx.putMessage(row);
        next = rows.next();
      }
    });
  }
}

/** The long thread first, then the short ones. */
function* listRows(size: FillSize, userIds: readonly string[]): Generator<Row, undefined> {
  const ofLong = size.messages / 2;
  const ofShort = Math.floor((size.messages - ofLong) / (size.threads - 1));
  const ofReader = new Set(listThreadsOfReader(size));
  const [reader = '', newcomer = '', regular = '', ...others] = userIds;
  for (let thread = 0; thread < size.threads; thread += 1) {
    const count = thread === 0 ? ofLong : ofShort;
    const begin = firstTime + thread * 1_000;
    yield { kind: 'thread', row: createThread(thread, begin, count, reader) };
    const members = new Set([
      others[thread % others.length] ?? '',
      ...(ofReader.has(thread) ? [reader] : []),
      ...(thread % 10 === 0 ? [regular] : []),
      ...(thread === 0 ? userIds : []),
    ]);
    for (const userId of members) {
      const shareHistoryTime = userId === newcomer ? begin + count - visibleToNewcomer : 0;
      yield {
        kind: 'participant',
        row: createParticipant(thread, userId, begin, shareHistoryTime),
      };
    }
    for (let index = 0; index < count; index += 1) {
      yield { kind: 'message', row: createMessage(thread, begin, index, userIds[index % 7] ?? '') };
    }
  }
  return undefined;
}

/** The short threads that the reader is in, spread over all of them. */
function listThreadsOfReader(size: FillSize): readonly number[] {
  const step = Math.floor((size.threads - 1) / threadsOfReader);
  return Array.from({ length: threadsOfReader - 1 }, (_, index) => 1 + index * step);
}

function threadIdOf(thread: number): string {
  return `19:bench${String(thread).padStart(8, '0')}@thread.v2`;
}

function createThread(thread: number, begin: number, count: number, createdBy: string): ThreadRow {
  return {
    threadId: threadIdOf(thread),
    topic: `Thread ${thread}`,
    createdAt: begin,
    createdBy,
    metadata: {},
    retentionPolicy: { kind: 'none' },
    deleteAt: null,
    deletedAt: null,
    lastSequence: count,
    lastVersion: begin + count,
    lastMessageAt: begin + count,
  };
}

function createParticipant(
  thread: number,
  userId: string,
  addedAt: number,
  shareHistoryTime: number,
): ParticipantRow {
  return {
    threadId: threadIdOf(thread),
    userId,
    displayName: 'Ada Lovelace',
    shareHistoryTime,
    metadata: {},
    addedAt,
    eventsAfter: 0,
    removedAt: null,
  };
}

function createMessage(thread: number, begin: number, index: number, senderId: string): MessageRow {
  return {
    threadId: threadIdOf(thread),
    messageId: begin + index + 1,
    sequence: index + 1,
    version: begin + index + 1,
    type: 'text',
    content: {
      message: `Message ${index}: the quick brown fox jumps over the lazy dog once more.`,
    },
    senderId,
    senderDisplayName: 'Ada Lovelace',
    metadata: {},
    editedAt: null,
    deletedAt: null,
  };
}
