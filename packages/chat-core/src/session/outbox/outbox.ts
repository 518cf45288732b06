import type { ChatFailure } from '../model/entities.ts';
import type { Clock } from '../platform/clock.ts';
import { backoffMs } from '../backoff.ts';
import type { ChatEvent, OutgoingMessage } from './chat-event.ts';
import { createGate, type Gate } from './gate.ts';
import { readSendOutcome, type SendOutcome } from './send-outcome.ts';
import { createDiscardedError, createInterruptedError } from './session-errors.ts';

/** After this time an attempt without an answer is dead: the request timeout of 15 s and a margin, in ms. */
const settleMs = 25_000;
/** How long a message may take before the user is told that its delivery is being checked, in ms. */
const checkingAfterMs = 10_000;
/** Without a network a message waits for its return; this often it looks by itself, in ms. */
const offlineLookMs = 60_000;
/** Without a wish from the service, a throttled message waits this long, in ms. */
const defaultThrottleMs = 10_000;

/** What the outbox needs of the world. */
export interface OutboxPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  emit(event: ChatEvent): void;
  /** False only when there is surely no network. */
  isOnline(): boolean;
  /**
   * Makes one attempt, `asRepeatable` with the mark by which the service knows it again. Resolves to the service's message id.
   */
  deliver(message: OutgoingMessage, asRepeatable: boolean): Promise<string>;
  /** Looks for the message in the thread's recent history. */
  findDelivered(message: OutgoingMessage): Promise<string | undefined>;
  /** Whether the service stores an attempt that is repeated with its mark only once. It may not be known yet. */
  isIdempotent(): boolean;
}

/**
 * This user's messages on their way. Each thread sends one message at a time, in the order in which they were typed, and every
 * message ends as sent or as failed with a reason. An attempt whose answer was lost is repeated only where the service
 * stores it once, or after looking for it in the thread.
 */
export interface Outbox {
  /** Resolves to the service's id; rejects with the reason when the service refuses the message. */
  enqueue(message: OutgoingMessage): Promise<string>;
  /** Sends a failed message again, behind those that wait. `undefined` when there is none with this id. */
  retry(clientMessageId: string): Promise<string> | undefined;
  /** Takes back a message that waits or has failed. False when it may have left already. */
  discard(clientMessageId: string): boolean;
  /** The message was seen in the thread, so it has arrived whatever the pending request says. */
  acknowledge(clientMessageId: string, id: string): void;
  /** The connection is back: those that wait for it go on at once. */
  resume(): void;
  dispose(): void;
}

interface Entry {
  readonly message: OutgoingMessage;
  /** Opens when the message is seen in the thread. */
  readonly arrived: Gate<string>;
  readonly settled: Gate<string>;
  /** True from the first attempt on: the service may have it. */
  hasLeft: boolean;
  /** An attempt without the mark may have been stored: another one would be stored beside it. */
  mustBeFound: boolean;
}

type AttemptResult =
  | Exclude<SendOutcome, { kind: 'failed' }>
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'failed'; readonly failure: ChatFailure; readonly error: unknown };

type OutgoingChange = Extract<ChatEvent, { type: 'outgoing-changed' }>;

export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock } = ports;
  const queues = new Map<string, Entry[]>();
  const pumping = new Set<string>();
  const failed = new Map<string, Entry>();
  /** Ends a wait early. The value says whether the return of the connection ends it too. */
  const waits = new Map<() => void, boolean>();
  let isDisposed = false;

  function changed(
    { message: { threadId, clientMessageId } }: Entry,
    change: Omit<OutgoingChange, 'type' | 'threadId' | 'clientMessageId'>,
  ): void {
    if (!isDisposed) ports.emit({ type: 'outgoing-changed', threadId, clientMessageId, ...change });
  }

  function add(message: OutgoingMessage): Promise<string> {
    const entry: Entry = {
      message,
      arrived: createGate(),
      settled: createGate(),
      hasLeft: false,
      mustBeFound: false,
    };
    queues.set(message.threadId, [...(queues.get(message.threadId) ?? []), entry]);
    void pump(message.threadId);
    return entry.settled.promise;
  }

  function remove({ message }: Entry): void {
    const rest = queues.get(message.threadId)?.filter((entry) => entry.message !== message) ?? [];
    if (rest.length > 0) queues.set(message.threadId, rest);
    else queues.delete(message.threadId);
  }

  async function pump(threadId: string): Promise<void> {
    if (pumping.has(threadId)) return;
    pumping.add(threadId);
    for (let entry = head(threadId); entry !== undefined && !isDisposed; entry = head(threadId)) {
      await sendUntilSettled(entry);
      remove(entry);
    }
    pumping.delete(threadId);
  }

  function isTakenBack(entry: Entry): boolean {
    return isDisposed || queues.get(entry.message.threadId)?.includes(entry) !== true;
  }

  function head(threadId: string): Entry | undefined {
    return queues.get(threadId)?.[0];
  }

  async function sendUntilSettled(entry: Entry): Promise<void> {
    for (let attempt = 0; !isDisposed; attempt += 1) {
      while (!ports.isOnline() && !isDisposed) await wait(offlineLookMs);
      if (isTakenBack(entry)) return;
      const startedAt = clock.now();
      entry.hasLeft = true;
      changed(entry, { sendState: 'sending' });
      const isRepeatable = ports.isIdempotent();
      const outcome = await attemptOnce(entry, isRepeatable);
      if (isDisposed) return;
      switch (outcome.kind) {
        case 'sent':
          changed(entry, { sendState: 'sent', id: outcome.id });
          entry.settled.open(outcome.id);
          return;
        case 'failed':
          failed.set(entry.message.clientMessageId, entry);
          changed(entry, { sendState: 'failed', failure: outcome.failure });
          entry.settled.fail(outcome.error);
          return;
        case 'throttled':
          changed(entry, { sendState: 'queued' });
          await wait(
            // A service that asks for no wait at all is not asked again and again either.
            Math.max(
              outcome.retryAfterMs ?? defaultThrottleMs,
              backoffMs(attempt, ports.random(), { capMs: 60_000 }),
            ),
            { untilResumed: false },
          );
          break;
        case 'blocked':
          changed(entry, { sendState: 'queued' });
          await wait(backoffMs(attempt + 3, ports.random(), { capMs: 60_000 }));
          break;
        case 'unknown': {
          entry.mustBeFound ||= !isRepeatable;
          const id = await settleUnknown(entry, attempt, startedAt);
          if (id === undefined) {
            entry.mustBeFound = false;
            break;
          }
          changed(entry, { sendState: 'sent', id });
          entry.settled.open(id);
          return;
        }
      }
    }
  }

  async function attemptOnce(entry: Entry, isRepeatable: boolean): Promise<AttemptResult> {
    try {
      const delivery = ports.deliver(entry.message, isRepeatable);
      const id = await Promise.race([delivery, entry.arrived.promise]);
      return { kind: 'sent', id };
    } catch (error) {
      const outcome = readSendOutcome(error);
      return outcome.kind === 'failed' ? { ...outcome, error } : outcome;
    }
  }

  /** The answer was lost. Returns the id once the message is known to be stored; `undefined` when it is safe to send again. */
  async function settleUnknown(
    entry: Entry,
    attempt: number,
    startedAt: number,
  ): Promise<string | undefined> {
    for (let look = 0; !isDisposed; look += 1) {
      if (clock.now() - startedAt >= checkingAfterMs) changed(entry, { sendState: 'checking' });
      const isAttemptDead = clock.now() - startedAt >= settleMs;
      await Promise.race([
        wait(backoffMs(attempt + look, ports.random(), { capMs: 60_000 })),
        entry.arrived.promise,
      ]);
      if (entry.arrived.value !== undefined) return entry.arrived.value;
      if (isDisposed || !entry.mustBeFound) return undefined;
      try {
        const id = await ports.findDelivered(entry.message);
        if (id !== undefined) return id;
        if (isAttemptDead) return undefined;
      } catch {
        // Not knowing is no reason to send twice: look again after the next wait.
      }
    }
    return undefined;
  }

  function wait(ms: number, { untilResumed = true } = {}): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clock.clearTimeout(timer);
        waits.delete(done);
        resolve();
      };
      const timer = clock.setTimeout(done, ms);
      waits.set(done, untilResumed);
    });
  }

  function findUnsent(clientMessageId: string): Entry | undefined {
    const waiting = [...queues.values()]
      .flat()
      .find((entry) => entry.message.clientMessageId === clientMessageId && !entry.hasLeft);
    return failed.get(clientMessageId) ?? waiting;
  }

  return {
    enqueue: (message) => {
      ports.emit({ type: 'outgoing-added', outgoing: message });
      return add(message);
    },
    retry(clientMessageId) {
      const entry = failed.get(clientMessageId);
      if (entry === undefined) return undefined;
      failed.delete(clientMessageId);
      changed(entry, { sendState: 'queued' });
      return add(entry.message);
    },
    discard(clientMessageId) {
      const entry = findUnsent(clientMessageId);
      if (entry === undefined) return false;
      failed.delete(clientMessageId);
      remove(entry);
      const { threadId } = entry.message;
      ports.emit({ type: 'outgoing-removed', threadId, clientMessageId });
      entry.settled.fail(createDiscardedError());
      return true;
    },
    acknowledge(clientMessageId, id) {
      for (const queue of queues.values()) {
        queue.find((entry) => entry.message.clientMessageId === clientMessageId)?.arrived.open(id);
      }
    },
    resume() {
      for (const [done, untilResumed] of [...waits]) if (untilResumed) done();
    },
    dispose() {
      isDisposed = true;
      for (const done of [...waits.keys()]) done();
      for (const entry of [...queues.values()].flat()) entry.settled.fail(createInterruptedError());
    },
  };
}
