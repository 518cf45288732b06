import { isEventDue } from '../domain/events.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import type { EventRow } from '../storage/rows.ts';

/** Rows read from the log at once. */
const batchSize = 100;

/** What a pump tells the connection that it belongs to. */
export interface PumpOutlet {
  readonly userId: string;
  /** The token generation that the user came with. */
  readonly generation: number;
  write(row: EventRow): void;
  /** The user's tokens were revoked, or he was deleted. */
  onRevoked(): void;
  /** The log lost events that were not written yet: the socket was too slow. */
  onTrimmed(): void;
  onFailed(): void;
}

/** Moves a user's events from the log to one socket, in order. */
export interface EventPump {
  /** Reads on; to be called when there may be news. */
  wake(): void;
  stop(): void;
}

/** Makes a pump that starts after `offset`, once it is woken. */
export function createEventPump(
  context: ChatContext,
  offset: number,
  outlet: PumpOutlet,
): EventPump {
  let cursor = offset;
  let isRunning = false;
  let isWoken = false;
  let isStopped = false;

  // Revocation and membership are read together with the events, so both are as new as the events are.
  const readBatch = () =>
    readView(context, async (tx) => {
      const user = await tx.getUser(outlet.userId);
      const { trimmedOffset } = await tx.getEventLogEnds(outlet.userId);
      const rows = await tx.listEvents(outlet.userId, cursor, batchSize);
      const now = context.clock.now();
      const due: EventRow[] = [];
      for (const row of rows) {
        if (await isEventDue(tx, outlet.userId, row, now)) due.push(row);
      }
      return {
        isRevoked: user === undefined || user.tokenGeneration !== outlet.generation,
        isTrimmed: trimmedOffset > cursor,
        due,
        next: rows.at(-1)?.offset,
      };
    });

  const writeBatches = async (): Promise<void> => {
    while (isWoken && !isStopped) {
      isWoken = false;
      const batch = await readBatch();
      if (isStopped) return;
      if (batch.isRevoked) return outlet.onRevoked();
      if (batch.isTrimmed) return outlet.onTrimmed();
      for (const row of batch.due) {
        if (!isStopped) outlet.write(row);
      }
      if (batch.next !== undefined) {
        cursor = batch.next;
        isWoken = true;
      }
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      await writeBatches();
    } catch {
      if (!isStopped) outlet.onFailed();
    } finally {
      isRunning = false;
    }
    // A call of wake that came after the last look and before the line above found the pump still running.
    if (isWoken && !isStopped) await run();
  };

  return {
    wake: () => {
      isWoken = true;
      if (!isRunning && !isStopped) void run();
    },
    stop: () => {
      isStopped = true;
    },
  };
}
