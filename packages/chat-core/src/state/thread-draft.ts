import type { Message } from '../model/entities.ts';
import type { ThreadState } from './chat-state.ts';
import { compareText } from './compare-text.ts';
import type { ServerView } from './merge-message.ts';
import { presentMessage } from './pending-changes.ts';
import { addNumber, riseWithIds, sequenceNumber } from './row-numbers.ts';
import {
  clientKey,
  createThreadIndex,
  numbersOf,
  rowKeyOf,
  rowOf,
  viewOf,
} from './thread-index.ts';

/** A thread as the fold changes it: the table of rows in place, the other fields on a new object. */
export type ThreadTables = {
  -readonly [Field in keyof Omit<ThreadState, 'fetched'>]: ThreadState[Field];
} & {
  readonly rows: Map<string, Message>;
  fetched: Map<string, ServerView>;
};

/** One thread while a batch is applied to it. Its keys are put in order at the end of the batch. */
export interface ThreadDraft {
  /** The thread as it was; `undefined` for a new one. */
  readonly before: ThreadTables | undefined;
  /** The thread as it will be. */
  readonly thread: ThreadTables;
  /** Row keys that came in this batch, and those whose row may stand elsewhere now. */
  readonly added: Set<string>;
  readonly shifted: Set<string>;
  /** A row that was there has left. */
  hasRemoved: boolean;
  /** Rows or what stands behind them changed in place: then the thread is a new object, so that everybody looks. */
  haveTablesChanged: boolean;
  /** Ids whose number was learned in this batch. */
  readonly numbered: string[];
  /** Whether numbers rose with ids before this batch changed them; `undefined` while that concerns no row. */
  didRise: boolean | undefined;
}

export function openDraft(id: string, before: ThreadTables | undefined): ThreadDraft {
  return {
    before,
    thread: before === undefined ? createThread(id) : { ...before },
    added: new Set(),
    shifted: new Set(),
    hasRemoved: false,
    haveTablesChanged: false,
    numbered: [],
    didRise: undefined,
  };
}

function createThread(id: string): ThreadTables {
  return {
    id,
    topic: '',
    access: 'member',
    isListed: false,
    rows: new Map(),
    fetched: new Map(),
    messageKeys: [],
    messageKeysChange: null,
    index: createThreadIndex(),
    isLoaded: false,
    hasGap: false,
    olderCursor: undefined,
    participants: undefined,
    receipts: new Map(),
    typing: [],
    draft: undefined,
  };
}

/** The thread as it is after the batch: the same object where the batch has changed nothing. */
export function resultOf({ before, thread, haveTablesChanged }: ThreadDraft): ThreadTables {
  if (before === undefined || haveTablesChanged) return thread;
  // Both have the fields of a thread, and no others.
  const fields = Object.keys({ ...before, ...thread }) as (keyof ThreadState)[];
  return fields.every((field) => before[field] === thread[field]) ? before : thread;
}

/** The thread was active at this time, ms. Of two senders at one time the greater id holds, so that the order does not matter. */
export function raiseActivity({ thread }: ThreadDraft, at: number, senderId?: string): void {
  const { lastMessageAt = 0, lastSenderId } = thread;
  if (at > lastMessageAt) {
    thread.lastMessageAt = at;
    delete thread.lastSenderId;
    if (senderId !== undefined) thread.lastSenderId = senderId;
  } else if (at === lastMessageAt && senderId !== undefined) {
    if (compareText(senderId, lastSenderId ?? '') > 0) thread.lastSenderId = senderId;
  }
}

/** Puts a row on screen, new or changed. */
export function setRow(draft: ThreadDraft, row: Message): void {
  const { rows } = draft.thread;
  const before = rows.get(row.rowKey);
  if (before === row) return;
  draft.haveTablesChanged = true;
  rows.set(row.rowKey, row);
  if (before === undefined) draft.added.add(row.rowKey);
  else if (before.id !== row.id && !draft.added.has(row.rowKey)) draft.shifted.add(row.rowKey);
}

/** Takes a row off the screen. */
export function dropRow(draft: ThreadDraft, rowKey: string): void {
  if (!draft.thread.rows.delete(rowKey)) return;
  draft.haveTablesChanged = true;
  draft.shifted.delete(rowKey);
  if (!draft.added.delete(rowKey)) draft.hasRemoved = true;
}

/** Shows what the service says about a message in the row `rowKey`, under the changes that are pending. */
export function showView(draft: ThreadDraft, view: ServerView, rowKey: string): void {
  const { bases, rowKeyById, changes, unsent } = draft.thread.index;
  const { id } = view;
  const base = view.rowKey === rowKey ? view : withKey(view, rowKey);
  const row = presentMessage(base, changes.get(id));
  if (row === base) bases.delete(id);
  else bases.set(id, base);
  if (rowKey === id) rowKeyById.delete(id);
  else rowKeyById.set(id, rowKey);
  unsent.delete(rowKey);
  setRow(draft, row);
}

function withKey(view: ServerView, rowKey: string): ServerView {
  const copy: { -readonly [Field in keyof ServerView]: ServerView[Field] } = { ...view };
  copy.rowKey = rowKey;
  return copy;
}

/** Keeps what the service says about a message that the row `rowKey` stands for. */
export function hideView(draft: ThreadDraft, view: ServerView, rowKey: string): void {
  draft.thread.index.bases.set(view.id, view);
  draft.thread.index.rowKeyById.set(view.id, rowKey);
}

/** Shows a message anew after its pending changes have changed. */
export function refreshRow(draft: ThreadDraft, id: string): void {
  const { thread } = draft;
  const view = viewOf(thread, id);
  if (view !== undefined && rowOf(thread, id) !== undefined)
    showView(draft, view, rowKeyOf(thread, id));
}

/** Notes what a view that is new, or has learned something, means for the order and for finding twins. */
export function indexView(draft: ThreadDraft, view: ServerView, before?: ServerView): void {
  const { index } = draft.thread;
  const { unnumbered, idsByClientId } = index;
  const { id } = view;
  draft.haveTablesChanged = true;
  const sequenceId = sequenceNumber(view.sequenceId);
  if (sequenceId === undefined) unnumbered.add(id);
  else if (sequenceId !== sequenceNumber(before?.sequenceId)) {
    noteNumbers(draft);
    const wasUnnumbered = unnumbered.delete(id);
    if (before !== undefined && !wasUnnumbered) {
      // Two views contradict each other: the row may belong elsewhere, and it is not known what it means for others.
      draft.didRise = false;
      index.numbers = null;
    } else if (index.numbers !== null) addNumber(index.numbers, { id, sequenceId });
    draft.numbered.push(id);
  }
  const key = clientKey(view);
  const oldKey = before && clientKey(before);
  if (key === oldKey) return;
  removeFromClient(draft, id, oldKey);
  if (key === undefined) return;
  const present = idsByClientId.get(key);
  if (present === undefined) idsByClientId.set(key, id);
  else if (typeof present === 'string') idsByClientId.set(key, [present, id]);
  else present.push(id);
}

/** Forgets a message. The row that showed it is left to the caller. */
export function forgetView(draft: ThreadDraft, view: ServerView): void {
  const { index } = draft.thread;
  const { id } = view;
  draft.haveTablesChanged = true;
  index.bases.delete(id);
  index.rowKeyById.delete(id);
  if (!index.unnumbered.delete(id)) {
    noteNumbers(draft);
    index.numbers = null;
  }
  removeFromClient(draft, id, clientKey(view));
}

function removeFromClient(draft: ThreadDraft, id: string, key: string | undefined): void {
  if (key === undefined) return;
  const { idsByClientId } = draft.thread.index;
  const present = idsByClientId.get(key);
  const left = typeof present === 'string' ? [] : (present ?? []).filter((one) => one !== id);
  if (left.length === 0) idsByClientId.delete(key);
  else idsByClientId.set(key, left.length === 1 ? (left[0] ?? id) : left);
}

/** Numbers change: that concerns the rows without one. */
function noteNumbers(draft: ThreadDraft): void {
  if (draft.thread.index.unnumbered.size > 0) {
    draft.didRise ??= riseWithIds(numbersOf(draft.thread));
  }
}
