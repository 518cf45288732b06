import type { ChatEvent } from '../chat-event.ts';
import type { SessionTables } from '../storage/session-database.ts';
import type { SharedTable } from '../tabs/tab-channel.ts';
import type { OutboxPorts } from './outbox-ports.ts';

/** Where events go: at once, or with the next batch. */
export type Emit = (event: ChatEvent) => void;

/** What this tab knows of a table that all tabs share. */
export interface SharedRows<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  /** False while a row is only known here. */
  isStored(key: string): boolean;
  /** Makes this tab know the row as it will be stored. */
  show(key: string, row: Row, emit?: Emit): void;
  /**
   * Changes what is stored, in one transaction with its reading, and tells the other tabs. Changes of a row happen in the order of the
   * calls. Resolves to what is stored then; rejects, and nothing is changed, when the device cannot store it.
   */
  change(
    key: string,
    change: (current: Row | undefined) => Row | undefined,
  ): Promise<Row | undefined>;
  /** Lets go of a row that is only known here, or that is not stored any more. */
  forget(key: string): void;
  /** Reads the whole table. Errors are reported. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** What is told about the rows. */
export interface TableObserver<Row> {
  /** This tab knows something new; `undefined` is a row that is not there. */
  onChange(key: string, before: Row | undefined, after: Row | undefined, emit: Emit): void;
  /** Another tab has deleted the row. It is still known here, until it is forgotten. */
  onVanished(key: string, row: Row): void;
  /** What counts when this tab knows a row otherwise than it is stored. Default: what is stored. */
  prefer?(known: Row, stored: Row): Row;
}

/** What a table needs of its session. */
export interface TablePorts extends Pick<OutboxPorts, 'database' | 'emit' | 'reportError'> {
  /** Tells the other tabs that something has changed in the table. */
  poke(table: SharedTable): void;
}

export function createSharedTable<Name extends 'outbox' | 'changes' | 'uploads'>(
  name: Name,
  keyOf: (row: SessionTables[Name]) => string,
  ports: TablePorts,
  observer: TableObserver<SessionTables[Name]>,
): SharedRows<SessionTables[Name]> {
  type Row = SessionTables[Name];
  const rows = new Map<string, Row>();
  const unstored = new Set<string>();
  /** How many changes of a row are under way, and the last of them. */
  const pending = new Map<string, { count: number; last: Promise<unknown> }>();
  /** Rows that this tab has changed since the table was asked for: the answer may be older. */
  let touched = new Set<string>();
  let reading: Promise<void> | undefined;
  let nextReading: Promise<void> | undefined;
  let isDisposed = false;

  function know(key: string, row: Row | undefined, emit: Emit = ports.emit): void {
    if (isDisposed) return;
    const before = rows.get(key);
    const after = before && row ? (observer.prefer?.(before, row) ?? row) : row;
    if (after === undefined) rows.delete(key);
    else rows.set(key, after);
    observer.onChange(key, before, after, emit);
  }

  async function store(
    key: string,
    change: (current: Row | undefined) => Row | undefined,
  ): Promise<Row | undefined> {
    const database = await ports.database();
    let hasChanged = false;
    const row = await database.update(name, key, (stored) => {
      const next = change(stored ?? (unstored.has(key) ? rows.get(key) : undefined));
      hasChanged = next !== stored;
      return next;
    });
    unstored.delete(key);
    // What is to be stored next is what this tab shows already.
    if (pending.get(key)?.count === 1) know(key, row);
    if (hasChanged && !isDisposed) ports.poke(name);
    return row;
  }

  async function read(): Promise<void> {
    touched = new Set();
    const database = await ports.database();
    const stored = await database.readAll(name);
    const isOpen = (key: string): boolean => !pending.has(key) && !touched.has(key);
    const found = new Set<string>();
    for (const row of stored) {
      const key = keyOf(row);
      found.add(key);
      if (!isOpen(key)) continue;
      unstored.delete(key);
      know(key, row);
    }
    for (const [key, row] of [...rows]) {
      const isGone = !found.has(key) && !unstored.has(key) && isOpen(key);
      if (isGone && !isDisposed) observer.onVanished(key, row);
    }
  }

  function refresh(): Promise<void> {
    if (reading !== undefined) {
      return (nextReading ??= reading.then(() => {
        nextReading = undefined;
        return refresh();
      }));
    }
    const end = (): void => {
      reading = undefined;
    };
    reading = read().catch(ports.reportError).then(end, end);
    return reading;
  }

  return {
    rows,
    isStored: (key) => !unstored.has(key),
    show(key, row, emit) {
      if (!rows.has(key)) unstored.add(key);
      know(key, row, emit);
    },
    change(key, change) {
      const entry = pending.get(key) ?? { count: 0, last: Promise.resolve<unknown>(undefined) };
      pending.set(key, entry);
      touched.add(key);
      entry.count += 1;
      const run = (): Promise<Row | undefined> => store(key, change);
      const result = entry.last.then(run, run);
      entry.last = result;
      const end = (): void => {
        touched.add(key);
        entry.count -= 1;
        if (entry.count === 0) pending.delete(key);
      };
      result.then(end, () => {
        end();
        // What this tab shows was not stored.
        void refresh();
      });
      return result;
    },
    forget(key) {
      unstored.delete(key);
      know(key, undefined);
    },
    refresh,
    dispose() {
      isDisposed = true;
    },
  };
}
