import type { Clock } from '../platform/clock.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ChatSessionOptions } from './session-contract.ts';
import type { PersistenceProblem, SessionDatabase } from './storage/session-database.ts';
import { createStorageAccess } from './storage/storage-access.ts';
import { openBroadcastTabChannel } from './tabs/broadcast-tab-channel.ts';
import { createSystemSendingLock } from './tabs/system-sending-lock.ts';
import type { SharedTable } from './tabs/tab-channel.ts';
import { createTabs } from './tabs/tabs.ts';

/** What the sessions of one user on this device share: what is stored, who sends, and a line to tell each other. */
export interface Device {
  /** Opened with the first use. */
  database(): Promise<SessionDatabase>;
  /** Listens to the other tabs, and asks to be the one that sends. */
  open(): Promise<void>;
  isSender(): boolean;
  /** Tells the other tabs that something has changed in the table. */
  poke(table: SharedTable): void;
  /** Ends the sessions of the user in the other tabs. */
  announceSignOut(): void;
  close(): Promise<void>;
  /** Deletes all that is stored of the user, also after it was closed. */
  erase(): Promise<void>;
}

interface DevicePorts {
  readonly options: ChatSessionOptions;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  onProblem(problem: PersistenceProblem): void;
  /** This tab sends from now on, or no longer. */
  onSenderChange(isSender: boolean): void;
  /** Another tab has changed something in the table. */
  onChanged(table: SharedTable): void;
  /** The page runs on after it was frozen, and has heard nothing meanwhile. */
  onResumed(): void;
  /** The user has signed out in another tab. */
  onSignedOut(): void;
  reportError(error: unknown): void;
}

/** @param name - One for each user of each service. */
export function createDevice(name: string, ports: DevicePorts): Device {
  const { options } = ports;
  const storage = createStorageAccess(name, options, {
    ...ports,
    onProblem(problem) {
      ports.onProblem(problem);
      // What is kept in memory from now on is this tab's own, so it sends it, whoever has the place.
      if (problem !== 'full') tabs.renew();
    },
  });
  let isSuspended = false;
  const tabs = createTabs({
    name,
    database: storage.database,
    createLock: (database) =>
      options.createSendingLock?.(name) ?? createSystemSendingLock(name, { ...ports, database }),
    openChannel: options.openTabChannel ?? openBroadcastTabChannel,
    onHeld: () => ports.onSenderChange(true),
    onLost: () => ports.onSenderChange(false),
    onMessage(message) {
      if (message.type === 'signed-out') ports.onSignedOut();
      // A page that is frozen while it reads would keep the other tabs from writing.
      else if (!isSuspended) ports.onChanged(message.table);
    },
  });

  const stopWatching = ports.pageLifecycle.onSuspensionChange?.((next) => {
    const hasResumed = isSuspended && !next;
    isSuspended = next;
    if (hasResumed) ports.onResumed();
  });

  return {
    database: storage.database,
    open: tabs.open,
    isSender: tabs.isSender,
    poke: (table) => tabs.post({ type: 'changed', table }),
    announceSignOut: () => tabs.post({ type: 'signed-out' }),
    async close() {
      stopWatching?.();
      tabs.close();
      await storage.close();
    },
    erase: storage.erase,
  };
}
