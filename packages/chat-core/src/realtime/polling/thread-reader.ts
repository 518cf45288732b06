import { compareIds } from '../../model/compare-ids.ts';
import type { CommunicationIdentifierKind } from '../../model/identifiers.ts';
import type {
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadProperties,
} from '../../models.ts';
import type { RealtimeEvent } from '../realtime-transport.ts';
import type { SharedParts } from '../shared-parts.ts';
import { createEventDeriver, describeProperties } from './derive-events.ts';
import type { PolledThread, PollingSource } from './polling-source.ts';
import { createSpacedReads } from './spaced-reads.ts';
import {
  hasChangedSince,
  isFurther,
  isNewTo,
  rememberedMessages,
  rememberMessages,
  type ThreadView,
} from './thread-view.ts';
import { unlessRefused } from './unless-refused.ts';

/** Messages in a page for the news of a thread, and the pages that one look at it may take. */
const newsPageSize = 50;
const messagePages = 2;
/** Participants in a page, the most that the service gives. */
const peoplePageSize = 200;
/** The threads whose newest messages, receipts and properties are remembered: those that were looked at last. */
export const viewedThreads = 10;

/** What a reader needs. */
export interface ThreadReaderInit {
  readonly parts: SharedParts;
  readonly source: PollingSource;
  /** The signed-in user. */
  readonly user: CommunicationIdentifierKind;
  /** Milliseconds since 1970, UTC. */
  now(): number;
  onEvent(event: RealtimeEvent): void;
}

/** What a look at a thread came to. */
export interface Look {
  /** Everything since the last look was read. */
  readonly isWhole: boolean;
  /** The user may see the thread itself, not just what was said in it while he was there. */
  readonly isInside: boolean;
  /** When the newest message was created, in milliseconds since 1970; 0 without one. */
  readonly newestAt: number;
}

/** Looks at single threads and gives out what happened in them since the last look. */
export interface ThreadReader {
  /** Ids of the threads whose last look is remembered. */
  readonly viewed: readonly string[];
  /** Remembers a thread as it is now. Nothing is given out. */
  view(threadId: string, abortSignal: AbortSignal): Promise<void>;
  /**
   * A thread that was there before.
   *
   * @param since - Where no look is remembered, messages that were created later are new, in milliseconds since 1970.
   * @param isSweep - Looks for changes of all remembered messages, not just for news.
   */
  look(threadId: string, since: number, abortSignal: AbortSignal, isSweep?: boolean): Promise<Look>;
  /** A thread that was not there before. */
  join(threadId: string, abortSignal: AbortSignal): Promise<Look>;
  forget(threadId: string): void;
}

/** Creates a {@link ThreadReader}. */
export function createThreadReader(init: ThreadReaderInit): ThreadReader {
  const { source, user, now, onEvent } = init;
  const { getIdentifierRawId } = init.parts;
  const derive = createEventDeriver(init.parts, user);
  const isUser = derive.isPerson(user);
  const isEntry = ({ type, content }: ChatMessage): boolean =>
    type === 'participantAdded' && content?.participants?.some(isUser) === true;
  /** The thread that was looked at last comes last. */
  const views = new Map<string, ThreadView>();

  function remember(threadId: string, view: ThreadView): void {
    views.delete(threadId);
    views.set(threadId, view);
    const [oldest] = views.keys();
    if (oldest !== undefined && views.size > viewedThreads) views.delete(oldest);
  }

  const receiptReads = createSpacedReads<readonly ChatMessageReadReceipt[]>(now);
  const participantReads = createSpacedReads<readonly ChatParticipant[]>(now);

  function listReceipts(
    threadId: string,
    thread: PolledThread,
    abortSignal: AbortSignal,
  ): Promise<readonly ChatMessageReadReceipt[]> {
    return receiptReads(threadId, async () => {
      const [page = []] = await readPages(thread.listReadReceipts({ abortSignal }), () => true);
      return page.filter(({ sender }) => !isUser({ id: sender }));
    });
  }

  function listParticipants(
    threadId: string,
    thread: PolledThread,
    abortSignal: AbortSignal,
  ): Promise<readonly ChatParticipant[]> {
    return participantReads(threadId, async () => {
      const options = { abortSignal, maxPageSize: peoplePageSize };
      const pages = await readPages(thread.listParticipants(options), () => false);
      return pages.flat();
    });
  }

  /** The receipts of people who have read further than is known, one of each, and how far everybody has read with them. */
  function followReceipts(
    known: ThreadView['receipts'] | undefined,
    listed: readonly ChatMessageReadReceipt[],
  ): {
    readonly moved: readonly ChatMessageReadReceipt[];
    readonly receipts: ThreadView['receipts'];
  } {
    const receipts = new Map(known);
    const moved = new Map<string, ChatMessageReadReceipt>();
    for (const receipt of listed) {
      const reader = getIdentifierRawId(receipt.sender);
      if (!isFurther(receipt, receipts.get(reader))) continue;
      receipts.set(reader, receipt.chatMessageId);
      moved.set(reader, receipt);
    }
    return { moved: [...moved.values()], receipts };
  }

  function emit(event: RealtimeEvent | undefined): void {
    if (event !== undefined) onEvent(event);
  }

  function announce(threadId: string, message: ChatMessage): void {
    if (message.deletedOn !== undefined) return;
    const membership = derive.membership(threadId, message);
    emit(membership ?? derive.received(threadId, message));
    // It was edited before the first look: its text is the edited one already.
    if (membership === undefined) emit(derive.changed(threadId, message));
  }

  function announceProperties(properties?: ChatThreadProperties, cause?: ChatMessage): void {
    if (properties !== undefined) onEvent(derive.propertiesUpdated(properties, now(), cause));
  }

  return {
    get viewed() {
      return [...views.keys()];
    },
    async view(threadId, abortSignal) {
      const thread = source.getChatThreadClient(threadId);
      const { messages } = await listMessages(thread, abortSignal, () => false, true);
      const listed = await listReceipts(threadId, thread, abortSignal);
      const properties = await thread.getProperties({ abortSignal });
      remember(threadId, {
        messages: rememberMessages(undefined, messages),
        receipts: followReceipts(undefined, listed).receipts,
        properties: JSON.stringify(describeProperties(properties)),
      });
    },
    async look(threadId, since, abortSignal, isSweep = false) {
      const thread = source.getChatThreadClient(threadId);
      const before = views.get(threadId);
      const isNew = (message: ChatMessage): boolean =>
        before === undefined ? message.createdOn.getTime() > since : isNewTo(before, message);
      const isKnown = (message: ChatMessage): boolean => !isNew(message);
      const { messages, ...read } = await listMessages(thread, abortSignal, isKnown, isSweep);
      // Who was removed may still read what was said until then, and nothing else.
      const listed = await unlessRefused(() => listReceipts(threadId, thread, abortSignal));
      const { moved, receipts } = followReceipts(before?.receipts, listed ?? []);
      const properties = await unlessRefused(() => thread.getProperties({ abortSignal }));
      const after: ThreadView = {
        messages: rememberMessages(before?.messages, messages),
        receipts,
        properties: properties === undefined ? '' : JSON.stringify(describeProperties(properties)),
      };
      // From here on nothing is awaited: a look gives out everything or nothing.
      remember(threadId, after);
      const topic = messages.findLast((one) => one.type === 'topicUpdated' && isNew(one));
      for (const message of messages) {
        if (message === topic) announceProperties(properties, topic);
        else if (isNew(message)) announce(threadId, message);
        else if (before !== undefined && hasChangedSince(before, message)) {
          emit(derive.changed(threadId, message));
        }
      }
      const look: Look = { ...read, isInside: properties !== undefined };
      if (before === undefined) return look;
      if (topic === undefined && before.properties !== after.properties) {
        announceProperties(properties);
      }
      for (const receipt of moved) onEvent(derive.receipt(threadId, receipt));
      return look;
    },
    async join(threadId, abortSignal) {
      const thread = source.getChatThreadClient(threadId);
      const properties = await thread.getProperties({ abortSignal });
      // Nothing from before the entry of the user is news to him, though as many messages are remembered as of any thread.
      const { messages, ...read } = await listMessages(thread, abortSignal, isEntry, true);
      const entry = messages.findLast(isEntry);
      const isCreator = derive.isPerson(properties.createdBy ?? user);
      // The first message of a thread names its people, the creator among them: who stands there was in it from the start.
      const wasFirst = entry === undefined || entry.content?.participants?.some(isCreator) === true;
      const people = wasFirst ? await listParticipants(threadId, thread, abortSignal) : [];
      // In a thread that is as new as that, whatever the next look finds was read since.
      const listed = wasFirst ? [] : await listReceipts(threadId, thread, abortSignal);
      remember(threadId, {
        messages: rememberMessages(undefined, messages),
        receipts: followReceipts(undefined, listed).receipts,
        properties: JSON.stringify(describeProperties(properties)),
      });
      let news = entry === undefined ? messages : messages.slice(messages.indexOf(entry) + 1);
      if (wasFirst) {
        onEvent(derive.threadCreated(properties, people));
        // The second message of a thread names its first topic.
        if (news[0]?.type === 'topicUpdated') news = news.slice(1);
      } else announce(threadId, entry);
      const topic = news.findLast(({ type }) => type === 'topicUpdated');
      for (const message of news) {
        if (message === topic) announceProperties(properties, topic);
        else announce(threadId, message);
      }
      return { ...read, isInside: true };
    },
    forget(threadId) {
      views.delete(threadId);
    },
  };
}

/** The newest messages, oldest first: back to one for which `isKnown` holds, or in a sweep as many as are remembered. */
async function listMessages(
  thread: PolledThread,
  abortSignal: AbortSignal,
  isKnown: (message: ChatMessage) => boolean,
  isSweep = false,
): Promise<Omit<Look, 'isInside'> & { readonly messages: readonly ChatMessage[] }> {
  const maxPageSize = isSweep ? rememberedMessages : newsPageSize;
  let isJoined = false;
  let isCut = false;
  let count = 0;
  const pages = await readPages(thread.listMessages({ abortSignal, maxPageSize }), (page, read) => {
    count += page.length;
    isJoined ||= page.some(isKnown);
    isCut = (isJoined && !isSweep) || count >= rememberedMessages || read === messagePages;
    return isCut;
  });
  const messages = pages.flat().toSorted((a, b) => compareIds(a.id, b.id));
  const newestAt = messages.at(-1)?.createdOn.getTime() ?? 0;
  return { messages, isWhole: isJoined || !isCut, newestAt };
}

/** The first pages of a list, up to the one of which `isLast` holds; `count` is 1 for the first. */
export async function readPages<Item>(
  list: { byPage(): AsyncIterable<Item[]> },
  isLast: (page: readonly Item[], count: number) => boolean,
): Promise<Item[][]> {
  const pages: Item[][] = [];
  for await (const page of list.byPage()) {
    pages.push(page);
    if (isLast(page, pages.length)) break;
  }
  return pages;
}
