import { compareIds } from '../../model/compare-ids.ts';
import { trimmedCursor } from '../../state/trimmed-cursor.ts';
import type { ServerMessage } from '../chat-event.ts';
import type { Page } from './read-messages.ts';

/** Where paging goes on below a page: its oldest message, and the cursor that it came with. */
interface Checkpoint {
  readonly oldest: string;
  readonly cursor: string | null;
}

/**
 * What completed lists have covered of a thread: one range without a hole. Events never move it. The object stays the same as long as
 * the range grows, so that an answer can tell whether the range that it was asked for is still there.
 */
export interface LoadedRange {
  /** Id of the newest message; empty for a thread without any. */
  newest: string;
  /** When the service stored it, ms. Absent when there is none. */
  newestAt: number | undefined;
  oldest: string;
  olderCursor: string | null;
  /** When it was last compared with the service, ms on the clock for durations. */
  checkedAt: number;
  /** The fold may have let the oldest rows go. */
  isTrimmed: boolean;
  readonly checkpoints: Checkpoint[];
}

/** So many places are remembered from which rows that were let go can be paged in again. */
const maxCheckpoints = 100;

/** The range that consists of these pages, the newest first. */
export function createLoadedRange(pages: readonly Page[], checkedAt: number): LoadedRange {
  const messages = pages.flatMap((page) => page.messages);
  const range: LoadedRange = {
    newest: '',
    newestAt: undefined,
    oldest: messages.at(-1)?.id ?? '',
    olderCursor: pages.at(-1)?.olderCursor ?? null,
    checkedAt,
    isTrimmed: false,
    checkpoints: [],
  };
  raiseNewest(range, messages[0]);
  for (const page of pages) addCheckpoint(range, page);
  return range;
}

/** The range reaches up to this message, if it did not yet. */
export function raiseNewest(range: LoadedRange, message: ServerMessage | undefined): void {
  if (message === undefined || compareIds(message.id, range.newest) <= 0) return;
  range.newest = message.id;
  range.newestAt = message.createdAt;
}

/** The range ends with this page from now on. */
export function extendRange(range: LoadedRange, page: Page): void {
  range.oldest = page.messages.at(-1)?.id ?? range.oldest;
  range.olderCursor = page.olderCursor;
  addCheckpoint(range, page);
}

/** The service has nothing above this message any more. */
export function cutRange(range: LoadedRange, oldest: string): void {
  range.oldest = oldest;
  range.olderCursor = null;
  const kept = range.checkpoints.filter((one) => compareIds(one.oldest, oldest) > 0);
  range.checkpoints.splice(0, Infinity, ...kept, { oldest, cursor: null });
}

/** The service has something above the range. Where it was thought to begin the history, paging has to find the place. */
export function openRange(range: LoadedRange): void {
  if (range.olderCursor !== null) return;
  range.olderCursor = trimmedCursor(range.oldest);
  range.isTrimmed = true;
  const kept = range.checkpoints.filter(({ cursor }) => cursor !== null);
  range.checkpoints.splice(0, Infinity, ...kept);
}

/** Remembers where a page ended. */
export function addCheckpoint({ checkpoints }: LoadedRange, page: Page): void {
  const oldest = page.messages.at(-1)?.id;
  if (oldest === undefined || checkpoints.some((one) => one.oldest === oldest)) return;
  checkpoints.push({ oldest, cursor: page.olderCursor });
  if (checkpoints.length > maxCheckpoints) checkpoints.shift();
}

/** The cursor from which the message before `id` is read soonest; `undefined`: from the newest messages on. */
export function findCursorAbove(range: LoadedRange, id: string): string | null | undefined {
  let best: Checkpoint | undefined;
  for (const one of range.checkpoints) {
    if (compareIds(one.oldest, id) < 0) continue;
    if (best === undefined || compareIds(one.oldest, best.oldest) < 0) best = one;
  }
  return best?.cursor;
}

/** Where paging goes on above what is shown. Where the fold may have let rows go, only the newest message is sure to be there. */
export function cursorAbove({ isTrimmed, newest, olderCursor }: LoadedRange): string | null {
  return isTrimmed && newest !== '' ? trimmedCursor(newest) : olderCursor;
}

/** Whether the message stands in the range or below it. */
export function isWithin(range: LoadedRange, id: string): boolean {
  return compareIds(id, range.oldest) >= 0;
}
