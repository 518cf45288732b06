/** How often a fault strikes, among what it is for. */
export interface FaultTiming {
  /** Strikes only what this matches. Default: everything. */
  readonly match?: RegExp;
  /** Lets this many matches pass first. Default: 0. */
  readonly after?: number;
  /** Strikes at most this often. Default: without end. */
  readonly times?: number;
  /** Strikes with this probability, from 0 to 1. Default: 1. */
  readonly probability?: number;
}

/** How slowly bytes pass. */
export interface Pace {
  /** Milliseconds by which each message is late. */
  readonly latencyMs?: number;
  /** Bytes that are written at once. Default: all, or what passes in a tenth of a second. */
  readonly sliceBytes?: number;
  /** Bytes that pass in a second. Default: any number. */
  readonly bytesPerSecond?: number;
}

/**
 * A new connection, matched by `CONNECT`:
 * - `refuse`: it is reset at once.
 * - `freeze`: it is taken, and nothing passes until the proxy thaws.
 */
export type ConnectionFault = FaultTiming & { readonly do: 'refuse' | 'freeze' };

/**
 * A request, matched by its method and path, such as `POST /chat/threads/…/messages?…`:
 * - `lose-request`: the connection is reset and the server never sees the request.
 * - `lose-response`: the server carries it out and answers; then the connection is reset.
 * - `hold-response`: the server carries it out, and nothing passes any more until the proxy thaws.
 * - `truncate-response`: half of the answer arrives; then the connection is reset.
 * - `replace-response`: the server carries it out, and `response` comes back instead of the answer.
 * - `answer`: the server never sees it; `response` comes back, as from a portal that is in the way.
 * - `slow`: the request, its answer and, after an upgrade, all frames of the socket pass at this pace.
 */
export type RequestFault = FaultTiming &
  (
    | { readonly do: 'lose-request' | 'lose-response' | 'hold-response' | 'truncate-response' }
    | { readonly do: 'replace-response' | 'answer'; readonly response: string }
    | ({ readonly do: 'slow' } & Pace)
  );

/** A frame from the server to the client, matched by its text. `cut-before`: the connection is reset instead. */
export type FrameFault = FaultTiming & {
  readonly do: 'drop-frame' | 'duplicate-frame' | 'cut-before-frame';
};

/** A trouble between client and server, as data. */
export type NetworkFault = ConnectionFault | RequestFault | FrameFault;

/** The present faults with their counters. */
export interface FaultRules {
  /** Puts these in place of the present ones, with fresh counters. */
  set(faults: readonly NetworkFault[]): void;
  strikeConnection(): ConnectionFault | undefined;
  strikeRequest(methodAndPath: string): RequestFault | undefined;
  strikeFrame(text: string): FrameFault | undefined;
}

/** @param random - In [0, 1): decides about probabilities. */
export function createFaultRules(random: () => number): FaultRules {
  let running: { readonly fault: NetworkFault; matches: number; strokes: number }[] = [];

  /** The first fault of this kind that strikes, counted. */
  function strike<Fault extends NetworkFault>(
    isOfKind: (fault: NetworkFault) => fault is Fault,
    subject: string,
  ): Fault | undefined {
    for (const state of running) {
      const { fault } = state;
      if (!isOfKind(fault) || fault.match?.test(subject) === false) continue;
      state.matches += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = fault;
      if (state.matches <= after || state.strokes >= times) continue;
      if (probability < 1 && random() >= probability) continue;
      state.strokes += 1;
      return fault;
    }
    return undefined;
  }

  return {
    set(faults) {
      running = faults.map((fault) => ({ fault, matches: 0, strokes: 0 }));
    },
    strikeConnection: () => strike(isConnectionFault, 'CONNECT'),
    strikeRequest: (methodAndPath) => strike(isRequestFault, methodAndPath),
    strikeFrame: (text) => strike(isFrameFault, text),
  };
}

function isConnectionFault(fault: NetworkFault): fault is ConnectionFault {
  return fault.do === 'refuse' || fault.do === 'freeze';
}

function isFrameFault(fault: NetworkFault): fault is FrameFault {
  return fault.do.endsWith('-frame');
}

function isRequestFault(fault: NetworkFault): fault is RequestFault {
  return !isConnectionFault(fault) && !isFrameFault(fault);
}
