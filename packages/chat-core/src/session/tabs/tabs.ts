import type { SessionDatabase } from '../storage/session-database.ts';
import type { SendingLock } from './sending-lock.ts';
import type { OpenTabChannel, TabChannel, TabMessage } from './tab-channel.ts';

/** What the tabs of one user have to do with each other: one of them sends, and each tells the others what it changed. */
export interface Tabs {
  open(): Promise<void>;
  /** Whether this tab is the one that sends. */
  isSender(): boolean;
  post(message: TabMessage): void;
  /** Asks for the place anew, because the database has become another one. */
  renew(): void;
  close(): void;
}

interface TabsPorts {
  readonly name: string;
  database(): Promise<SessionDatabase>;
  createLock(database: SessionDatabase): SendingLock;
  readonly openChannel: OpenTabChannel;
  onHeld(): void;
  onLost(): void;
  onMessage(message: TabMessage): void;
}

/** Nothing is opened yet. */
export function createTabs(ports: TabsPorts): Tabs {
  let channel: TabChannel | undefined;
  let lock: SendingLock | undefined;
  let isSender = false;
  let isClosed = false;

  function setSender(next: boolean): void {
    if (isSender === next) return;
    isSender = next;
    (isSender ? ports.onHeld : ports.onLost)();
  }

  function request(): void {
    lock?.request({ onHeld: () => setSender(true), onLost: () => setSender(false) });
  }

  return {
    isSender: () => isSender,
    async open() {
      // Listening comes before reading what is stored, so that no change is missed.
      channel = ports.openChannel(ports.name, ports.onMessage);
      const database = await ports.database();
      if (isClosed) return;
      lock = ports.createLock(database);
      request();
    },
    renew() {
      lock?.release();
      setSender(false);
      if (!isClosed) request();
    },
    post: (message) => channel?.post(message),
    close() {
      isClosed = true;
      isSender = false;
      lock?.release();
      channel?.close();
    },
  };
}
