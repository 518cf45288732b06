/**
 * What an app may change of the session's promises. Times are in milliseconds. What is no matter of taste, such as the time between two
 * typing notifications, stands where it is used.
 */
export interface ReliabilityConfig {
  /** An attempt without an answer for so long cannot be stored any more: the request timeout and a margin. Default: 25 s. */
  readonly settleMs: number;
  /** How long a message may take before its status says that its delivery is being checked. Default: 10 s. */
  readonly checkingAfterMs: number;
  /** While a session connects for the first time, a message waits so long for what the service says of itself. Default: 2 s. */
  readonly capabilityWaitMs: number;
  /** A message that could not be sent for so long fails as expired. Default: a day. */
  readonly sendExpiryMs: number;
  /** It does so only after a try that is no older than this: whoever was away in the meantime tries once more. Default: an hour. */
  readonly lastTryMs: number;
  /** How many messages may be on their way at the same time, in different threads. Default: 4. */
  readonly maxSendsInFlight: number;
  /** Waits after a 429 that does not say how long; the last one repeats. Default: 10, 20, 40, 60 s. */
  readonly throttleLadderMs: readonly number[];
  /** The longest wait that a service can ask for. Default: 5 min. */
  readonly maxRetryAfterMs: number;
  /** Waits between attempts to send: random up to `base · 2ⁿ`, at most `cap`. Default: 1 s, 60 s. */
  readonly sendBackoff: { readonly baseMs: number; readonly capMs: number };
  /** Waits between attempts to read, as for sending. Default: 0.5 s, 30 s. */
  readonly readBackoff: { readonly baseMs: number; readonly capMs: number };
  /** Retries in a minute: this share of the requests of that minute, and `retryBudgetFloor` more. Default: 0.2 and 10. */
  readonly retryBudgetShare: number;
  readonly retryBudgetFloor: number;
  /** Whether messages wait behind one that has failed for good, until it is sent again or discarded. Otherwise they go on without it. Default: false. */
  readonly strictOrder: boolean;
  /** Most messages that wait in the outbox, and most UTF-8 bytes that they may hold together, with their metadata. Default: 500 and 2,000,000. */
  readonly maxOutboxItems: number;
  readonly maxOutboxBytes: number;
  /** A tab looks into the shared outbox this often, in case nobody told it of a change. Default: 10 s. */
  readonly outboxScanMs: number;
  /** How long the outbox remembers what became of a message, for tabs that slept. Default: an hour. */
  readonly sentMemoryMs: number;
  /** After an accepted edit or deletion that no event confirms for so long, the message is read. Default: 3 s. */
  readonly changeConfirmMs: number;
  /** Own doubles are deleted on the service at most this often. Default: 10 s. */
  readonly janitorIntervalMs: number;
  /** A list may have been made so long before its messages are stored: lists reach back this far behind what is known. Default: 2 min. */
  readonly overlapMs: number;
  /** A window that does not meet known rows within so many pages of 200 leaves a gap. Default: 2. */
  readonly maxCatchUpPages: number;
  /** Reads of lists in a minute, for each thread, as the service counts them: waiting ones go out as this allows. Default: 120. */
  readonly listsPerMinute: number;
  /** Visible open threads are compared with the service this often, and their whole window every `windowCheckMs`. Default: 60 s and 5 min. */
  readonly antiEntropyMs: number;
  readonly windowCheckMs: number;
  /** A thread is read again so long after a burst of events has ended. Default: 2 s. */
  readonly burstQuietMs: number;
  /** While realtime is down, open threads are polled from this often to that often, and the list of threads this often. Default: 5 s to 15 s, and 30 s. */
  readonly degradedPollMs: readonly [first: number, last: number];
  readonly degradedThreadsMs: number;
  /** Without a network this often is looked for it. Default: 60 s. */
  readonly offlineLookMs: number;
  /** When the network is back, lists are read within this time, at random: others who lost it come back in the same second. Default: 1 s. */
  readonly onlineSpreadMs: number;
  /** A clock that has jumped by so much means that the computer slept. Default: 30 s. */
  readonly sleepGapMs: number;
  /** Events that arrive while a list is read are held back, at most so many for all threads: then everything is read anew. Default: 2,000. */
  readonly maxHeldEvents: number;
  /** Threads that stay loaded while nobody holds them. Default: 20. */
  readonly maxLoadedThreads: number;
  /** A released thread is let go after this time. Default: 250 ms. */
  readonly releaseLingerMs: number;
  /** Pages of 50 to 200 that `loadAround` reads at most. Default: 10. */
  readonly maxPagesAround: number;
  /** Receipts of one thread leave at least so far apart. Default: 2.5 s. */
  readonly receiptIntervalMs: number;
  /** A draft is stored at the latest so long after a change. Default: 0.5 s. */
  readonly draftDelayMs: number;
  /** Failed token fetches are repeated after waits that grow from the first to the second. Default: 1 s, 60 s. */
  readonly tokenBackoff: { readonly baseMs: number; readonly capMs: number };
}

/** The values that the documents promise. */
export const defaultReliability: ReliabilityConfig = {
  settleMs: 25_000,
  checkingAfterMs: 10_000,
  capabilityWaitMs: 2_000,
  sendExpiryMs: 86_400_000,
  lastTryMs: 3_600_000,
  maxSendsInFlight: 4,
  throttleLadderMs: [10_000, 20_000, 40_000, 60_000],
  maxRetryAfterMs: 300_000,
  sendBackoff: { baseMs: 1_000, capMs: 60_000 },
  readBackoff: { baseMs: 500, capMs: 30_000 },
  retryBudgetShare: 0.2,
  retryBudgetFloor: 10,
  strictOrder: false,
  maxOutboxItems: 500,
  maxOutboxBytes: 2_000_000,
  outboxScanMs: 10_000,
  sentMemoryMs: 3_600_000,
  changeConfirmMs: 3_000,
  janitorIntervalMs: 10_000,
  overlapMs: 120_000,
  maxCatchUpPages: 2,
  listsPerMinute: 120,
  antiEntropyMs: 60_000,
  windowCheckMs: 300_000,
  burstQuietMs: 2_000,
  degradedPollMs: [5_000, 15_000],
  degradedThreadsMs: 30_000,
  offlineLookMs: 60_000,
  onlineSpreadMs: 1_000,
  sleepGapMs: 30_000,
  maxHeldEvents: 2_000,
  maxLoadedThreads: 20,
  releaseLingerMs: 250,
  maxPagesAround: 10,
  receiptIntervalMs: 2_500,
  draftDelayMs: 500,
  tokenBackoff: { baseMs: 1_000, capMs: 60_000 },
};
