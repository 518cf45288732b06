import {
  keyOf,
  type OpenSessionDatabase,
  type SessionDatabase,
  type SessionTables,
  type TableName,
} from '../session/storage/session-database.ts';
import type { CreateSendingLock } from '../session/tabs/sending-lock.ts';
import type { OpenTabChannel, TabMessage } from '../session/tabs/tab-channel.ts';
import type { Scheduling } from './scheduling.ts';

/** What the tabs of one user on one device share: a database, a lock, a channel. */
export interface SharedStorage {
  /** What one tab gets of it. */
  connect(tab: string): TabStorage;
  /** Everything that is stored, as JSON. */
  dump(): string;
  /** Whether a session was ever told that a message is stored. */
  hasStored(clientMessageId: string): boolean;
  /** How many messages and changes wait to be carried out. */
  countUnsent(): number;
  /** The tab that sends. */
  readonly holder: string | undefined;
}

/** One tab's hold on it. */
export interface TabStorage {
  readonly openDatabase: OpenSessionDatabase;
  /** Notes what a session is told to be stored, however it is stored. */
  watch(open: OpenSessionDatabase): OpenSessionDatabase;
  readonly createSendingLock: CreateSendingLock;
  readonly openTabChannel: OpenTabChannel;
  /** The tab is gone: nothing is told to it any more, and the next one may send. */
  drop(): void;
  /** How many databases, locks and channels the tab has open. */
  readonly open: number;
}

type Tables = { [Table in TableName]: Map<string, SessionTables[Table]> };

/** Creates a {@link SharedStorage}. Its transactions run one after another, as those of a browser's database over the same tables. */
export function createSharedStorage(device: string, scheduling: Scheduling): SharedStorage {
  const tables: Tables = {
    outbox: new Map(),
    changes: new Map(),
    drafts: new Map(),
    marks: new Map(),
    creations: new Map(),
    uploads: new Map(),
    leases: new Map(),
  };
  const everStored = new Set<string>();
  let dumped: string | undefined;
  const transactions: (() => void)[] = [];
  const channels = new Map<string, Set<(message: TabMessage) => void>>();
  const queue: { readonly tab: string; readonly onHeld: () => void }[] = [];
  let holder: (typeof queue)[number] | undefined;

  /** Runs `work` as the next transaction, and hands its result to a tab that is still there. */
  function transact<T>(label: string, isGone: () => boolean, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (isGone()) return;
      transactions.push(() => {
        try {
          const result = work();
          if (!isGone()) resolve(result);
        } catch (error) {
          if (!isGone()) reject(error);
        }
      });
      scheduling.add(`${device}: ${label}`, () => transactions.shift()?.());
    });
  }

  function grant(): void {
    const next = queue[0];
    if (next === undefined || holder !== undefined) return;
    scheduling.add(`${next.tab}: may send`, () => {
      if (holder !== undefined || queue[0] !== next) return;
      queue.shift();
      holder = next;
      next.onHeld();
    });
  }

  function connect(tab: string): TabStorage {
    const closes = new Set<() => void>();
    let isGone = false;

    const openDatabase: OpenSessionDatabase = (_name, _observer) => {
      const database = createConnection();
      return transact(
        `opens for ${tab}`,
        () => isGone,
        () => database,
      );
    };

    function createConnection(): SessionDatabase {
      const close = (): void => void closes.delete(close);
      closes.add(close);
      const isClosed = (): boolean => isGone || !closes.has(close);
      return {
        isPersisted: true,
        readAll: (table) =>
          transact(`${tab} reads ${table}`, isClosed, () =>
            structuredClone([...tables[table].values()]),
          ),
        update(table, key, change) {
          return transact(`${tab} commits ${table}`, isClosed, () => {
            // A table's records are those that its name says.
            const records = tables[table] as Map<string, SessionTables[typeof table]>;
            const current = records.get(key);
            const next = change(current);
            dumped = undefined;
            if (next === undefined) records.delete(key);
            else if (next !== current) records.set(key, structuredClone(next));
            return next;
          });
        },
        async put(table, record) {
          await transact(`${tab} commits ${table}`, isClosed, () =>
            // A table's records are those that its name says.
            (tables[table] as Map<string, typeof record>).set(
              keyOf(table, record),
              structuredClone(record),
            ),
          );
        },
        close,
        async erase() {
          for (const records of Object.values(tables)) records.clear();
          close();
        },
      };
    }

    const createSendingLock: CreateSendingLock = () => {
      let entry: (typeof queue)[number] | undefined;
      const release = (): void => {
        closes.delete(release);
        if (entry === undefined) return;
        const place = queue.indexOf(entry);
        if (place >= 0) queue.splice(place, 1);
        if (holder === entry) holder = undefined;
        entry = undefined;
        grant();
      };
      return {
        request({ onHeld }) {
          if (entry !== undefined || isGone) return;
          entry = { tab, onHeld };
          closes.add(release);
          queue.push(entry);
          grant();
        },
        release,
      };
    };

    const openTabChannel: OpenTabChannel = (_name, onMessage) => {
      const hear = (message: TabMessage): void => {
        if (!isGone && closes.has(close)) onMessage(message);
      };
      const close = (): void => {
        closes.delete(close);
        channels.get(tab)?.delete(hear);
      };
      closes.add(close);
      channels.set(tab, (channels.get(tab) ?? new Set()).add(hear));
      return {
        post(message) {
          for (const [other, listeners] of channels) {
            if (other === tab) continue;
            for (const listener of listeners)
              scheduling.add(`${other}: hears ${tab} of ${message.type}`, () => listener(message));
          }
        },
        close,
      };
    };

    const watch =
      (open: OpenSessionDatabase): OpenSessionDatabase =>
      async (name, observer) => {
        const database = await open(name, observer);
        return {
          ...database,
          async update(table, key, change) {
            const next = await database.update(table, key, change);
            if (table === 'outbox' && next !== undefined) everStored.add(key);
            return next;
          },
        };
      };

    return {
      openDatabase,
      watch,
      createSendingLock,
      openTabChannel,
      drop() {
        isGone = true;
        for (const close of [...closes]) close();
      },
      get open() {
        return closes.size;
      },
    };
  }

  return {
    connect,
    dump: () =>
      (dumped ??= JSON.stringify(Object.values(tables).map((records) => [...records.values()]))),
    hasStored: (clientMessageId) => everStored.has(clientMessageId),
    countUnsent: () =>
      [...tables.outbox.values(), ...tables.changes.values()].filter(({ state }) =>
        ['queued', 'sending', 'checking', 'accepted'].includes(state),
      ).length,
    get holder() {
      return holder?.tab;
    },
  };
}
