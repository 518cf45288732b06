/**
 * Troubles to cause on purpose, as data. All are off until `setFaults` names them; a later call replaces the
 * whole set.
 */
export interface ChatFaults {
  /** Milliseconds by which every REST answer is held back. */
  readonly delayMs?: number;
  /** The next N message sends answer 503 and store nothing. */
  readonly failSends?: number;
  /** The next N message sends store the message and then lose the answer, as a connection reset does. */
  readonly loseSendResponses?: number;
  /** The next N events are left out on the sockets that they were due on. */
  readonly dropEvents?: number;
}

/** The present faults with their counters. */
export interface FaultPlan {
  set(faults: ChatFaults): void;
  readonly delayMs: number;
  /** Uses up one of the counted faults; `false` when none is left. */
  take(fault: 'failSends' | 'loseSendResponses' | 'dropEvents'): boolean;
}

/** Starts with these faults. */
export function createFaultPlan(initial: ChatFaults = {}): FaultPlan {
  let faults = { ...initial };
  return {
    set: (next) => {
      faults = { ...next };
    },
    get delayMs() {
      return faults.delayMs ?? 0;
    },
    take: (fault) => {
      const left = faults[fault] ?? 0;
      if (left <= 0) return false;
      faults = { ...faults, [fault]: left - 1 };
      return true;
    },
  };
}

/** Thrown by `service.fetch` instead of an answer when the answer is lost on purpose. */
export class LostResponseError extends TypeError {
  override readonly name = 'LostResponseError';

  constructor() {
    super(
      'The connection was lost before the answer arrived, so it is not known whether the request was carried out.',
    );
  }
}
