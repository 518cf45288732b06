import type { ChatEventName } from '../domain/events.ts';
import type { OperationName } from '../rest/operations.ts';

/**
 * Troubles to cause on purpose, as data that survives JSON. Without rules there are none. The same seed and the
 * same traffic, in the same order, cause the same troubles.
 */
export interface ChatFaults {
  /** Decides every matter of chance. Default: 0. */
  readonly seed?: number;
  /**
   * For each request and for each event, the rules are asked in this order until one strikes. A delay that
   * strikes leaves the word to the rules after it.
   */
  readonly rules: readonly FaultRule[];
}

/** Where a rule strikes and what it does there. */
export type FaultRule = RestFaultRule | RealtimeFaultRule;

/** How often a rule strikes, among the requests or events that it is for. */
export interface FaultTiming {
  /** Lets this many pass first. Default: 0. */
  readonly after?: number;
  /** Strikes at most this often. Default: without end. */
  readonly times?: number;
  /** Strikes with this probability, from 0 to 1. Default: 1. */
  readonly probability?: number;
}

/** Milliseconds, or the least and the most of them: then chance decides. */
export type FaultDuration = number | readonly [least: number, most: number];

/** HTTP statuses that a rule can answer with. */
export type FaultStatus = 401 | 403 | 429 | 500 | 502 | 503 | 504;

/**
 * What can happen to a request:
 * - `delay`: it is held back before it is carried out.
 * - `delay-response`: it is carried out at once, and the answer is held back.
 * - `lose-request`: the connection breaks before anything happened.
 * - `status`: it is refused with this status and nothing happens.
 * - `lose-response`: it is carried out, then the connection breaks.
 * - `truncate-body`: it is carried out, and the connection breaks in the middle of the answer's body. An answer
 *   without a body arrives whole.
 * - `commit-then-503`: it is carried out, and the answer says 503.
 */
export type RestFault =
  | { readonly fault: 'delay' | 'delay-response'; readonly ms: FaultDuration }
  | {
      readonly fault: 'status';
      readonly status: FaultStatus;
      /** Sent as `Retry-After` and `retry-after-ms`. */
      readonly retryAfterSeconds?: number;
    }
  | { readonly fault: 'commit-then-503'; readonly retryAfterSeconds?: number }
  | { readonly fault: 'lose-request' | 'lose-response' | 'truncate-body' };

/** A rule for requests. Preflights and unknown paths are left alone. */
export type RestFaultRule = FaultTiming &
  RestFault & {
    readonly where: 'rest';
    /** Default: all operations. */
    readonly operations?: readonly OperationName[];
  };

/**
 * What can happen to an event on its way to one socket, or to that socket when the event is due:
 * - `drop`: the event is left out.
 * - `duplicate`: it is written twice.
 * - `reorder`: it is written after the next event of that socket.
 * - `delay`: it, and all that follows on that socket, is held back.
 * - `cut`: the socket breaks without a close frame, before the event is written.
 * - `half-open`: from now on nothing passes through the socket in either direction, and nobody is told. Only the
 *   client can end it.
 */
export type RealtimeFault =
  | { readonly fault: 'drop' | 'duplicate' | 'reorder' | 'cut' | 'half-open' }
  | { readonly fault: 'delay'; readonly ms: FaultDuration };

/** A rule for realtime, on the kit's protocol and on Azure's alike. */
export type RealtimeFaultRule = FaultTiming &
  RealtimeFault & {
    readonly where: 'realtime';
    /** Default: all events. */
    readonly events?: readonly ChatEventName[];
  };
