import type { ServerMessage } from '../chat-event.ts';
import type { ChangeRecord } from '../storage/session-database.ts';
import { createChangeCourier } from './change-courier.ts';
import type { Changes } from './changes.ts';
import { createCourier } from './courier.ts';
import { createJanitor } from './janitor.ts';
import type { LastEdits } from './last-edits.ts';
import { nextStep } from './next-step.ts';
import type { OutboxService, ServicePorts } from './outbox-ports.ts';
import type { OutgoingBook } from './outgoing-book.ts';
import type { OwnMessages } from './own-messages.ts';
import type { RecordAges } from './record-ages.ts';
import type { Traffic } from './traffic.ts';
import type { Waits } from './waits.ts';

/** The time in which this tab is the one that sends, and what works in it. */
export interface Term {
  /** There may be something to do. */
  pump(): void;
  /** The change shows at the service. */
  finish(change: ChangeRecord): void;
  /** Nothing leaves any more. What is on its way stays as it is stored. */
  end(): void;
}

/** What a term needs beside the ports of the outbox. */
export interface TermPorts extends ServicePorts {
  readonly book: OutgoingBook;
  readonly changes: Changes;
  readonly own: OwnMessages;
  readonly waits: Waits;
  readonly ages: RecordAges;
  readonly traffic: Traffic;
  readonly lastEdits: LastEdits;
  /** Reads the message that is changed. */
  read(change: ChangeRecord, isMade: boolean): Promise<ServerMessage | undefined>;
  /** Decides what is done next with a message. Tests put a wrong one in its place, to see that it would be noticed. */
  readonly nextStep?: typeof nextStep | undefined;
  /** A time of the service that has passed; `undefined` when none is known. */
  serviceTime(): number | undefined;
  /** A double of an own message was deleted on the service. */
  onDoubleRemoved(): void;
}

/** Begins to send. */
export function createTerm(ports: TermPorts): Term {
  const life = new AbortController();
  const shared = { ...ports, service: endWith(life.signal, ports.service) };
  const courier = createCourier({ ...shared, nextStep: ports.nextStep ?? nextStep });
  const changeCourier = createChangeCourier(shared);
  const janitor = createJanitor({ ...shared, onRemoved: ports.onDoubleRemoved });
  const parts = [courier, changeCourier, janitor];

  return {
    pump() {
      for (const part of parts) part.pump();
    },
    finish: (change) => void changeCourier.finish(change).catch(ports.reportError),
    end() {
      for (const part of parts) part.stop();
      life.abort();
    },
  };
}

/** A request that waits, for a token for instance, must not leave while another tab sends. Nobody knows what became of one that has left. */
function endWith(signal: AbortSignal, service: OutboxService): OutboxService {
  return {
    ...service,
    send: (message, asRepeatable) => service.send(message, asRepeatable, signal),
    edit: (threadId, messageId, edit) => service.edit(threadId, messageId, edit, signal),
    remove: (threadId, messageId) => service.remove(threadId, messageId, signal),
  };
}
