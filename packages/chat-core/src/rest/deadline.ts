import { ChatClientError } from '../errors.ts';
import type { AbortSignalLike } from '../options.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';

/**
 * Runs `work` until it ends, the time is over, or the caller aborts, whichever is first. In the last two cases the signal that `work`
 * got fires too. No timer or listener is left behind.
 *
 * @param timeoutMs - Milliseconds that the work may take; `undefined` for any time.
 * @throws ChatClientError with code `timeout` or `aborted`, or whatever `work` rejects with.
 */
export async function runWithDeadline<Result>(
  operation: string,
  clock: Clock,
  timeoutMs: number | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
  abortSignal?: AbortSignalLike,
): Promise<Result> {
  if (abortSignal?.aborted === true) throw createAbortError(operation);
  const controller = new AbortController();
  let timer: TimerHandle;
  let onAbort = (): void => {};
  const interruption = new Promise<never>((_resolve, reject) => {
    if (timeoutMs !== undefined) {
      timer = clock.setTimeout(
        () =>
          reject(
            new ChatClientError({
              code: 'timeout',
              operation,
              message: `${operation} got no answer within ${timeoutMs / 1000} seconds. It may have taken effect. Check the connection and try again.`,
              retryable: true,
            }),
          ),
        timeoutMs,
      );
    }
    onAbort = () => reject(createAbortError(operation));
    abortSignal?.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work(controller.signal), interruption]);
  } catch (error) {
    controller.abort();
    throw error;
  } finally {
    clock.clearTimeout(timer);
    abortSignal?.removeEventListener('abort', onAbort);
  }
}

/** Waits `delayMs` milliseconds. Rejects with code `aborted` as soon as the caller aborts. */
export function wait(
  operation: string,
  clock: Clock,
  delayMs: number,
  abortSignal: AbortSignalLike | undefined,
): Promise<void> {
  return runWithDeadline(
    operation,
    clock,
    undefined,
    (signal) =>
      new Promise((resolve) => {
        const timer = clock.setTimeout(resolve, delayMs);
        signal.addEventListener('abort', () => clock.clearTimeout(timer));
      }),
    abortSignal,
  );
}

function createAbortError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'aborted',
    operation,
    message: `${operation} was aborted. It may have taken effect.`,
  });
}
