import { ChatClientError, type ChatClientErrorCode } from '../errors.ts';

const operation = 'startRealtimeNotifications';

/** How the start of a transport ends: settled once, by its first connection or by what prevents it. */
export interface StartOutcome {
  readonly promise: Promise<void>;
  resolve(): void;
  /** Whether the outcome was still open. */
  reject(error: ChatClientError): boolean;
}

/** Creates a {@link StartOutcome}. */
export function createStartOutcome(): StartOutcome {
  let isOpen = true;
  let resolvePromise = (): void => {};
  let rejectPromise: (error: ChatClientError) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    resolvePromise = resolve;
    rejectPromise = reject;
  });
  return {
    promise,
    resolve() {
      isOpen = false;
      resolvePromise();
    },
    reject(error) {
      const wasOpen = isOpen;
      isOpen = false;
      rejectPromise(error);
      return wasOpen;
    },
  };
}

/**
 * An error of a start: `happened` and `advice` are sentences, and that no events arrive is said between them. `unauthorized`: the token
 * was refused, and its replacement too. `realtime-unavailable`: this transport cannot be used here or with this service. `aborted`: the
 * app stopped before there was a connection.
 */
export function createStartError(
  code: ChatClientErrorCode,
  happened: string = 'Realtime notifications were stopped before they had started.',
  advice: string = 'Start them again when they are needed.',
  cause?: unknown,
): ChatClientError {
  const message = `${happened} No events arrive. ${advice}`;
  return new ChatClientError({ code, operation, message, cause });
}
