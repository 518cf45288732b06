import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { SessionDatabase } from '../storage/session-database.ts';
import type { SendingLock } from './sending-lock.ts';
import type { OpenTabChannel, SharedTable, TabChannel, TabMessage } from './tab-channel.ts';

/**
 * A tab that signs the user out is done after this time, in ms, or has come to an end itself: the device gets 5 s each to end what runs,
 * to open, to empty and to delete the database.
 */
export const signOutMs = 25_000;

/** What the tabs of one user have to do with each other: one of them sends, and each tells the others what it changed. */
export interface Tabs {
  open(): Promise<void>;
  /** Whether this tab is the one that sends. */
  isSender(): boolean;
  /** Whether another tab is signing the user out. Until it is done nothing is sent here. */
  isPaused(): boolean;
  /** Tells the other tabs, also before {@link Tabs.open} and after {@link Tabs.close}. */
  post(message: TabMessage): void;
  /** Asks for the place anew, because the database has become another one. */
  renew(): void;
  /** Whether this tab can send. Before that it asks for no place, and who cannot any more leaves it to another tab. */
  setAble(isAble: boolean): void;
  close(): void;
}

interface TabsPorts {
  readonly name: string;
  readonly clock: Clock;
  database(): Promise<SessionDatabase>;
  createLock(database: SessionDatabase): Promise<SendingLock>;
  readonly openChannel: OpenTabChannel;
  onHeld(): void;
  onLost(): void;
  /** Another tab has changed something in the table. */
  onChanged(table: SharedTable): void;
  /** The tab that was signing the user out has not come to an end. */
  onPauseEnd(): void;
  onSignedOut(): void;
}

/** Nothing is opened yet. */
export function createTabs(ports: TabsPorts): Tabs {
  const { clock } = ports;
  let channel: TabChannel | undefined;
  let lock: SendingLock | undefined;
  let pause: TimerHandle;
  let isSender = false;
  let isAble = false;
  let isClosed = false;

  function setSender(next: boolean): void {
    if (isSender === next) return;
    isSender = next;
    (isSender ? ports.onHeld : ports.onLost)();
  }

  function renew(): void {
    lock?.release();
    setSender(false);
    if (isClosed || !isAble || pause !== undefined) return;
    lock?.request({ onHeld: () => setSender(true), onLost: () => setSender(false) });
  }

  function hear(message: TabMessage): void {
    if (message.type === 'signed-out') ports.onSignedOut();
    else if (message.type === 'changed') ports.onChanged(message.table);
    else {
      clock.clearTimeout(pause);
      pause = clock.setTimeout(() => {
        pause = undefined;
        ports.onPauseEnd();
        renew();
      }, signOutMs);
      renew();
    }
  }

  return {
    isSender: () => isSender,
    isPaused: () => pause !== undefined,
    async open() {
      if (isClosed) return;
      // Listening comes before reading what is stored, so that no change is missed.
      channel = ports.openChannel(ports.name, hear);
      const created = await ports.createLock(await ports.database());
      if (isClosed) return;
      lock = created;
      renew();
    },
    renew,
    setAble(next) {
      if (isAble === next) return;
      isAble = next;
      renew();
    },
    post(message) {
      if (channel !== undefined) return channel.post(message);
      const line = ports.openChannel(ports.name, () => {});
      line.post(message);
      line.close();
    },
    close() {
      isClosed = true;
      isSender = false;
      clock.clearTimeout(pause);
      lock?.release();
      channel?.close();
      channel = undefined;
    },
  };
}
