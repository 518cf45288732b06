/** One message on its way: resolves when every listener has it. */
interface Entry {
  readonly sentAt: number;
  readonly isSeen: Uint8Array;
  missing: number;
  readonly done: () => void;
}

/** Counts which message reached which listener, and how long it took. */
export interface Ledger {
  /**
   * Notes that message `mark` (any number that was not used before) is being sent now.
   * @returns A promise that resolves when every listener has got it.
   */
  send(mark: number): Promise<void>;
  /** Notes that a listener got message `mark`. */
  receive(listener: number, mark: number): void;
  /** Deliveries that have not come: 0 once nothing is on its way. */
  readonly missing: number;
  /** Deliveries that came to a listener again. */
  readonly doubled: number;
  /** The milliseconds of every delivery since the last call. */
  takeLatencies(): number[];
}

/** Makes the ledger of `listeners` sockets. `now` is a clock in milliseconds that never goes back. */
export function createLedger(listeners: number, now: () => number): Ledger {
  const entries = new Map<number, Entry>();
  let latencies: number[] = [];
  let missing = 0;
  let doubled = 0;
  return {
    send: (mark) =>
      new Promise((done) => {
        missing += listeners;
        const isSeen = new Uint8Array(listeners);
        entries.set(mark, { sentAt: now(), isSeen, missing: listeners, done });
      }),
    receive: (listener, mark) => {
      const entry = entries.get(mark);
      // A message that everybody has is no entry any more.
      if (entry === undefined || entry.isSeen[listener] === 1) {
        doubled += 1;
        return;
      }
      entry.isSeen[listener] = 1;
      latencies.push(now() - entry.sentAt);
      missing -= 1;
      entry.missing -= 1;
      if (entry.missing > 0) return;
      entries.delete(mark);
      entry.done();
    },
    get missing() {
      return missing;
    },
    get doubled() {
      return doubled;
    },
    takeLatencies: () => {
      const taken = latencies;
      latencies = [];
      return taken;
    },
  };
}
