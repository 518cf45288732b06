import type { Clock } from '../platform/clock.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import { loadDeviceParts, type DeviceParts } from './load-device-parts.ts';
import type { ChatSessionOptions } from './session-options.ts';
import type { PersistenceProblem, SessionDatabase } from './storage/session-database.ts';
import { createStorageAccess } from './storage/storage-access.ts';
import { openBroadcastTabChannel } from './tabs/broadcast-tab-channel.ts';
import type { SendingLock } from './tabs/sending-lock.ts';
import { soleTab } from './tabs/sole-tab.ts';
import type { SharedTable } from './tabs/tab-channel.ts';
import { createTabs } from './tabs/tabs.ts';

/** What the sessions of one user on this device share: what is stored, who sends, and a line to tell each other. */
export interface Device {
  /** Opened with the first use. */
  database(): Promise<SessionDatabase>;
  /** Listens to the other tabs, and asks to be the one that sends, as soon as this one is able to. */
  open(): Promise<void>;
  isSender(): boolean;
  /** Whether this tab can send; at first it cannot. Who cannot leaves that to another tab. */
  setAble(isAble: boolean): void;
  /** Tells the other tabs that something has changed in the table. */
  poke(table: SharedTable): void;
  /** Gives up the place of the tab that sends, and listens to nobody any more. What is stored can still be read and changed. */
  leave(): void;
  /** Leaves, and closes what is stored. */
  close(): Promise<void>;
  /**
   * Ends this session, deletes all that is stored of the user, and ends the sessions in the other tabs. Works also when the device was
   * never opened, or was closed before.
   *
   * @throws ChatClientError `not-erased` when something is left.
   */
  signOut(end: () => Promise<void>): Promise<void>;
}

interface DevicePorts {
  readonly options: ChatSessionOptions;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  /** New things are not kept beyond the page any more; `undefined`: they are again. */
  onProblem(problem: PersistenceProblem | undefined): void;
  /** This tab sends from now on, or no longer. */
  onSenderChange(isSender: boolean): void;
  /** Another tab has changed something in the table. */
  onChanged(table: SharedTable): void;
  /** The page runs on after it was frozen, and has heard nothing meanwhile. */
  onResumed(): void;
  /** The user has signed out in another tab, which has deleted all that it could. */
  onSignedOut(): void;
  reportError(error: unknown): void;
}

/**
 * @param name - One for each user of each service.
 * @param load - Fetches the code. Default: as pages do.
 */
export function createDevice(
  name: string,
  ports: DevicePorts,
  load?: () => Promise<DeviceParts>,
): Device {
  const { options, clock } = ports;
  const life = new AbortController();
  const loadParts = (): Promise<DeviceParts> => loadDeviceParts(clock, life.signal, load);
  /** What is to be said if a sign-out in another tab does not come to its end. */
  const withheld: (() => void)[] = [];
  const storage = createStorageAccess(name, options, {
    clock,
    loadParts,
    onProblem(problem) {
      say(() => ports.onProblem(problem));
      // What is kept in memory from now on is this tab's own, so it sends it, whoever has the place.
      if (problem !== 'full' && problem !== undefined) tabs.renew();
    },
    reportError: (error) => say(() => ports.reportError(error)),
  });
  let isSuspended = false;
  let stopWatching: (() => void) | undefined;
  const tabs = createTabs({
    name,
    clock,
    database: storage.database,
    createLock,
    openChannel: options.openTabChannel ?? openBroadcastTabChannel,
    onHeld: () => ports.onSenderChange(true),
    onLost: () => ports.onSenderChange(false),
    onChanged(table) {
      // A page that is frozen while it reads would keep the other tabs from writing.
      if (!isSuspended) ports.onChanged(table);
    },
    onPauseEnd() {
      for (const tell of withheld.splice(0)) tell();
    },
    onSignedOut: ports.onSignedOut,
  });

  function say(tell: () => void): void {
    // That another tab deletes everything is what signing out there means.
    if (tabs.isPaused()) withheld.push(tell);
    else tell();
  }

  async function createLock(database: SessionDatabase): Promise<SendingLock> {
    if (options.createSendingLock !== undefined) return options.createSendingLock(name);
    if (!database.isPersisted) return soleTab;
    try {
      const { createSystemSendingLock } = await loadParts();
      return createSystemSendingLock(name, { ...ports, database });
    } catch (error) {
      if (!life.signal.aborted) ports.reportError(error);
      // Every change of a record is one transaction, so tabs that all send do less harm than tabs of which none does.
      return soleTab;
    }
  }

  function setSuspended(next: boolean): void {
    const hasResumed = isSuspended && !next;
    isSuspended = next;
    if (hasResumed) ports.onResumed();
  }

  function leave(): void {
    life.abort();
    stopWatching?.();
    tabs.close();
  }

  return {
    database: storage.database,
    async open() {
      if (life.signal.aborted) return;
      stopWatching ??= ports.pageLifecycle.onSuspensionChange?.(setSuspended);
      await tabs.open();
    },
    isSender: tabs.isSender,
    setAble: tabs.setAble,
    poke: (table) => tabs.post({ type: 'changed', table }),
    leave,
    async close() {
      leave();
      await storage.close();
    },
    async signOut(end) {
      // Another tab that took the place meanwhile would send what is about to be deleted.
      tabs.post({ type: 'signing-out' });
      await end();
      try {
        await storage.erase();
      } finally {
        tabs.post({ type: 'signed-out' });
      }
    },
  };
}
