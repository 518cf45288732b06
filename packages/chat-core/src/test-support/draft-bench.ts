import { expect, onTestFinished } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import { createDraftKeeper, type DraftKeeper } from '../session/drafts/draft-keeper.ts';
import { defaultReliability } from '../session/reliability.ts';
import { createMemoryStore } from '../session/storage/memory-database.ts';
import type { SessionDatabase } from '../session/storage/session-database.ts';
import type { Clock } from '../platform/clock.ts';
import { createLedger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** One tab's drafts, and what it has said. */
export interface DraftTab {
  readonly drafts: DraftKeeper;
  readonly events: ChatEvent[];
  readonly errors: unknown[];
  hidePage(): void;
  /** The page tells that it is about to be left, and is not hidden yet. */
  leavePage(): void;
}

/** What is different in one tab. */
export interface DraftTabOptions {
  readonly clock?: Clock;
  /** Default: as sessions have it. */
  readonly draftDelayMs?: number;
  /** Stands between the tab and the database that the tabs share. */
  readonly wrap?: (database: SessionDatabase) => SessionDatabase;
}

/** The tabs of one user on one device. */
export interface DraftBench {
  readonly clock: ManualClock;
  /** What the device keeps, as `thread: text`. */
  readonly stored: () => Promise<string[]>;
  /** How often the other tabs were told of a change. */
  readonly pokes: () => number;
  /** How many page listeners there are. */
  readonly pageListeners: () => number;
  openTab(options?: DraftTabOptions): DraftTab;
}

/** Creates a {@link DraftBench}. With the test the tabs end, and must leave nothing open. */
export function createDraftBench(): DraftBench {
  const clock = createManualClock();
  const store = createMemoryStore();
  const database = store.open();
  const tabs = new Set<DraftTab>();
  const pageListeners = new Set<() => unknown>();
  const ledger = createLedger();
  let pokes = 0;
  onTestFinished(async () => {
    for (const { drafts } of tabs) await drafts.dispose();
    ledger.requireNothingOpen();
    expect(pageListeners.size).toBe(0);
  });
  return {
    clock,
    stored: async () =>
      (await database.readAll('drafts')).map(({ threadId, text }) => `${threadId}: ${text}`),
    pokes: () => pokes,
    pageListeners: () => pageListeners.size,
    openTab({
      clock: tabClock = clock,
      draftDelayMs = defaultReliability.draftDelayMs,
      wrap = (shared: SessionDatabase): SessionDatabase => shared,
    } = {}) {
      const ownDatabase = wrap(store.open());
      const events: ChatEvent[] = [];
      const errors: unknown[] = [];
      let hidePage = (): void => {};
      let leavePage: (() => unknown) | undefined;
      const drafts = createDraftKeeper({
        clock: ledger.watchClock(tabClock),
        config: { draftDelayMs },
        database: async () => ownDatabase,
        poke() {
          pokes += 1;
          for (const other of tabs) if (other !== tab) void other.drafts.refresh();
        },
        emit: (event) => events.push(event),
        onPageHide(listener) {
          hidePage = listener;
          pageListeners.add(listener);
          return () => pageListeners.delete(listener);
        },
        pageLifecycle: {
          onBeforeLeaving(listener) {
            leavePage = listener;
            pageListeners.add(listener);
            return () => {
              leavePage = undefined;
              pageListeners.delete(listener);
            };
          },
        },
        reportError: (error) => errors.push(error),
      });
      const tab = {
        drafts,
        events,
        errors,
        hidePage: () => hidePage(),
        leavePage: () => void leavePage?.(),
      };
      tabs.add(tab);
      return tab;
    },
  };
}

/** What events say of drafts, as `thread: text`, in order. */
export function draftsIn(events: readonly ChatEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'draft-changed' ? [`${event.threadId}: ${event.draft?.text ?? 'none'}`] : [],
  );
}
