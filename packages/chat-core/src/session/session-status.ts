import type { ConnectionStatus } from '../model/entities.ts';
import type { ChatEvent, SessionEnd } from './chat-event.ts';
import type { SessionStatus } from './session-contract.ts';
import type { PersistenceProblem } from './storage/session-database.ts';

/** How a session does, and the events that say so. */
export interface StatusKeeper {
  readonly current: SessionStatus;
  setConnection(connection: ConnectionStatus, lastSyncedAt: number | undefined): void;
  /** New things are not kept beyond the page any more; `undefined`: they are again. */
  setProblem(problem: PersistenceProblem | undefined): void;
  /** The session has ended: nothing is said after it. */
  end(reason: SessionEnd): void;
  /** What a new listener has to know: all that is not as it was at first. */
  snapshot(): readonly ChatEvent[];
}

export function createStatusKeeper(emitNow: (event: ChatEvent) => void): StatusKeeper {
  let current: SessionStatus = {
    connection: 'stopped',
    lastSyncedAt: undefined,
    isPersisted: true,
    persistenceProblem: undefined,
  };

  let ending: ChatEvent | undefined;

  function connectionEvent(): ChatEvent {
    const { connection, lastSyncedAt } = current;
    return {
      type: 'connection-changed',
      status: connection,
      ...(lastSyncedAt !== undefined && { lastSyncedAt }),
    };
  }

  function persistenceEvent(): ChatEvent {
    const { isPersisted, persistenceProblem: problem } = current;
    return {
      type: 'persistence-changed',
      isPersisted,
      ...(problem !== undefined && { problem }),
    };
  }

  return {
    get current() {
      return current;
    },
    setConnection(connection, lastSyncedAt) {
      current = { ...current, connection, lastSyncedAt };
      emitNow(connectionEvent());
    },
    setProblem(persistenceProblem) {
      const isPersisted = persistenceProblem === undefined;
      current = { ...current, isPersisted, persistenceProblem };
      emitNow(persistenceEvent());
    },
    end(reason) {
      ending = { type: 'session-ended', reason };
      emitNow(ending);
    },
    snapshot: () => [
      ...(current.connection === 'stopped' ? [] : [connectionEvent()]),
      ...(current.isPersisted ? [] : [persistenceEvent()]),
      ...(ending === undefined ? [] : [ending]),
    ],
  };
}
