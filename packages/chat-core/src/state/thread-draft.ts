import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { ThreadState } from './chat-state.ts';
import { compareRowOrder, indexOfRow, insertionIndex, type RowOrder } from './row-order.ts';

/** The tables that the fold changes in place. Everybody else sees them read-only, as {@link ThreadState}. */
export interface ThreadTables extends ThreadState {
  readonly rows: Map<string, Message>;
  readonly rowKeyById: Map<string, string>;
  readonly order: Map<string, RowOrder>;
  /** Rows whose sequence number is not known yet. */
  readonly unnumbered: Set<string>;
}

/** One thread while a batch is applied to it. */
export interface ThreadDraft {
  readonly tables: ThreadTables;
  /** A copy of the keys, made when the first row moves. */
  keys: string[] | null;
  prepended: number;
  appended: number;
  /** A row came in or left in the middle, so `prepended` and `appended` do not tell the whole change. */
  rearranged: boolean;
  /** Fields that the new thread object gets. */
  readonly patch: ThreadPatch;
}

type PatchedField = Exclude<
  keyof ThreadState,
  'id' | 'rows' | 'rowKeyById' | 'order' | 'messageKeys' | 'messageKeysChange'
>;
type ThreadPatch = { -readonly [Field in PatchedField]?: ThreadState[Field] };

export function createThreadTables(id: string): ThreadTables {
  return {
    id,
    topic: '',
    rows: new Map(),
    rowKeyById: new Map(),
    order: new Map(),
    unnumbered: new Set(),
    messageKeys: [],
    messageKeysChange: null,
    isLoaded: false,
    olderCursor: undefined,
    participants: undefined,
    receipts: new Map(),
    typing: [],
  };
}

export function openDraft(tables: ThreadTables): ThreadDraft {
  return { tables, keys: null, prepended: 0, appended: 0, rearranged: false, patch: {} };
}

/** The thread object after the batch. */
export function closeDraft(draft: ThreadDraft): ThreadTables {
  const { tables, keys, prepended, appended, rearranged, patch } = draft;
  if (keys === null) return { ...tables, ...patch };
  return {
    ...tables,
    ...patch,
    messageKeys: keys,
    messageKeysChange: rearranged ? null : { prepended, appended, from: tables.messageKeys },
  };
}

/** Stores a row, new or changed, and puts it where it belongs. */
export function placeRow(draft: ThreadDraft, row: Message, ordinal: number | null): void {
  const { rows, rowKeyById, unnumbered } = draft.tables;
  const before = rows.get(row.rowKey);
  rows.set(row.rowKey, row);
  if (row.id !== undefined) rowKeyById.set(row.id, row.rowKey);
  const isPlaced =
    before !== undefined && before.sequenceId === row.sequenceId && before.id === row.id;
  if (isPlaced) return;

  if (ordinal === null && row.sequenceId === undefined) unnumbered.add(row.rowKey);
  else unnumbered.delete(row.rowKey);
  moveTo(draft, row.rowKey, orderOf(draft, row, ordinal));
  if (row.sequenceId !== undefined) renumber(draft);
}

export function removeRow(draft: ThreadDraft, rowKey: string): void {
  const { rows, rowKeyById, order, unnumbered } = draft.tables;
  const row = rows.get(rowKey);
  if (row === undefined) return;
  const keys = writableKeys(draft);
  keys.splice(indexOfRow(order, keys, rowKey), 1);
  draft.rearranged = true;
  rows.delete(rowKey);
  order.delete(rowKey);
  unnumbered.delete(rowKey);
  if (row.id !== undefined) rowKeyById.delete(row.id);
}

/** The keys as they stand now, inside the batch. */
export function currentKeys(draft: ThreadDraft): readonly string[] {
  return draft.keys ?? draft.tables.messageKeys;
}

function orderOf(draft: ThreadDraft, row: Message, ordinal: number | null): RowOrder {
  if (ordinal !== null || row.id === undefined)
    return { ordinal: ordinal ?? 0, major: '', minor: '' };
  if (row.sequenceId !== undefined) return { ordinal: null, major: row.sequenceId, minor: '' };
  return { ordinal: null, major: highestNumberBelow(draft, row.id), minor: row.id };
}

function highestNumberBelow(draft: ThreadDraft, id: string): string {
  const { rows } = draft.tables;
  const key = currentKeys(draft).findLast((candidate) => {
    const row = rows.get(candidate);
    return row?.sequenceId !== undefined && row.id !== undefined && compareIds(row.id, id) < 0;
  });
  return (key !== undefined && rows.get(key)?.sequenceId) || '';
}

/** A number that has just been learned can change where the rows without one stand. */
function renumber(draft: ThreadDraft): void {
  for (const key of draft.tables.unnumbered) {
    const row = draft.tables.rows.get(key);
    const old = draft.tables.order.get(key);
    if (row === undefined || old === undefined) continue;
    const next = orderOf(draft, row, null);
    if (compareRowOrder(old, next) !== 0) moveTo(draft, key, next);
  }
}

function moveTo(draft: ThreadDraft, rowKey: string, next: RowOrder): void {
  const { order } = draft.tables;
  const old = order.get(rowKey);
  const current = currentKeys(draft);
  if (old !== undefined) {
    const index = indexOfRow(order, current, rowKey);
    if (staysBetweenNeighbours(draft, current, index, next)) {
      order.set(rowKey, next);
      return;
    }
    writableKeys(draft).splice(index, 1);
    draft.rearranged = true;
  }
  const keys = writableKeys(draft);
  const index = insertionIndex(draft.tables.order, keys, next);
  if (index === keys.length && old === undefined) draft.appended += 1;
  else if (index <= draft.prepended && old === undefined) draft.prepended += 1;
  else draft.rearranged = true;
  keys.splice(index, 0, rowKey);
  order.set(rowKey, next);
}

function staysBetweenNeighbours(
  draft: ThreadDraft,
  keys: readonly string[],
  index: number,
  next: RowOrder,
): boolean {
  const { order } = draft.tables;
  const above = order.get(keys[index - 1] ?? '');
  const below = order.get(keys[index + 1] ?? '');
  return (
    (above === undefined || compareRowOrder(above, next) < 0) &&
    (below === undefined || compareRowOrder(next, below) < 0)
  );
}

function writableKeys(draft: ThreadDraft): string[] {
  draft.keys ??= [...draft.tables.messageKeys];
  return draft.keys;
}
