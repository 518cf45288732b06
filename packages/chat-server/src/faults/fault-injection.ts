import type { Schedule } from '../runtime.ts';
import type { ChatFaults } from './chat-faults.ts';
import { createFaultPlan } from './fault-plan.ts';
import { injectRestFaults } from './faulty-fetch.ts';
import type { AnswerRequest } from './faulty-fetch.ts';
import { injectSocketFaults } from './faulty-socket.ts';
import type { AcceptSocket } from './faulty-socket.ts';
import { LostConnectionError } from './lost-connection-error.ts';
import { createWaitingRoom } from './waiting-room.ts';

/** The troubles of one service, and where they are put in. */
export interface FaultInjection {
  /** Replaces the present rules. What is held back already stays so for its time, and silent sockets stay silent. */
  set(faults: ChatFaults): void;
  /** The same answers, with the troubles of requests. */
  wrapFetch(answer: AnswerRequest): AnswerRequest;
  /** The same sockets, with the troubles of realtime. */
  wrapSockets(accept: AcceptSocket): AcceptSocket;
  /** Ends every delay and breaks the sockets that were made silent. */
  close(): void;
}

/** Makes the troubles of one service. Delays go through `schedule`. */
export function createFaultInjection(
  initial: ChatFaults | undefined,
  schedule: Schedule,
): FaultInjection {
  const plan = createFaultPlan(initial);
  const room = createWaitingRoom(schedule, () => new LostConnectionError());
  return {
    set: plan.set,
    wrapFetch: (answer) => injectRestFaults(answer, plan, room),
    wrapSockets: (accept) => injectSocketFaults(accept, plan, room),
    close: room.close,
  };
}
