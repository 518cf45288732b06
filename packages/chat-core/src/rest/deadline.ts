import { ChatClientError } from '../errors.ts';
import type { AbortSignalLike } from '../options.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';

/** What may end a piece of work from outside. */
export interface DeadlineInit {
  readonly operation: string;
  readonly clock: Clock;
  /** Milliseconds that the work may take. */
  readonly timeoutMs: number;
  readonly abortSignal: AbortSignalLike | undefined;
}

/**
 * Runs `work` until it ends, the time is over, or the caller aborts, whichever is first. In the last two cases the signal that `work`
 * got fires too. No timer or listener is left behind.
 *
 * @throws ChatClientError with code `timeout` or `aborted`, or whatever `work` rejects with.
 */
export async function runWithDeadline<Result>(
  init: DeadlineInit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { operation, clock, timeoutMs, abortSignal } = init;
  throwIfAborted(abortSignal, operation);
  const controller = new AbortController();
  let timer: TimerHandle;
  let onAbort = (): void => {};
  const interruption = new Promise<never>((_resolve, reject) => {
    timer = clock.setTimeout(() => reject(createTimeoutError(operation, timeoutMs)), timeoutMs);
    onAbort = () => reject(createAbortError(operation));
    abortSignal?.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work(controller.signal), interruption]);
  } finally {
    clock.clearTimeout(timer);
    abortSignal?.removeEventListener('abort', onAbort);
    controller.abort();
  }
}

/** Waits `delayMs` milliseconds. Rejects with code `aborted` as soon as the caller aborts. */
export function wait(
  delayMs: number,
  clock: Clock,
  abortSignal: AbortSignalLike | undefined,
  operation: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (abortSignal?.aborted === true) {
      reject(createAbortError(operation));
      return;
    }
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      abortSignal?.removeEventListener('abort', onAbort);
      reject(createAbortError(operation));
    };
    const timer = clock.setTimeout(() => {
      abortSignal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    abortSignal?.addEventListener('abort', onAbort);
  });
}

/** @throws ChatClientError with code `aborted` when the caller has aborted. */
export function throwIfAborted(abortSignal: AbortSignalLike | undefined, operation: string): void {
  if (abortSignal?.aborted === true) throw createAbortError(operation);
}

function createAbortError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'aborted',
    operation,
    message: `${operation} was aborted by its abort signal. A request that had already left may still take effect.`,
  });
}

function createTimeoutError(operation: string, timeoutMs: number): ChatClientError {
  return new ChatClientError({
    code: 'timeout',
    operation,
    message: `${operation} got no answer within ${timeoutMs / 1000} seconds and was given up. It may still take effect. Check the connection and try again.`,
    retryable: true,
  });
}
