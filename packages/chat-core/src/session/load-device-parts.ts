import type { Clock } from '../platform/clock.ts';
import { wait } from '../rest/deadline.ts';
import { createNotLoadedError } from './session-errors.ts';

/** The code that a device needs once something is stored on it. */
export type DeviceParts = typeof import('./device-parts.ts');

/** Waits before each further try, in ms: together half a minute. Browsers that keep a failure for the life of the page give it back at once. */
const retryDelaysMs: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Loads {@link DeviceParts}. A network that is cut is another thing than a browser that stores nothing, so a failure is tried again for
 * half a minute; once `abortSignal` has fired, for one last time.
 *
 * @throws ChatClientError `not-loaded`.
 */
export async function loadDeviceParts(
  clock: Clock,
  abortSignal: AbortSignal,
  load: () => Promise<DeviceParts> = () => import('./device-parts.ts'),
): Promise<DeviceParts> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await load();
    } catch (cause) {
      const delayMs = retryDelaysMs[failures];
      if (delayMs === undefined || abortSignal.aborted)
        throw createNotLoadedError(
          'The chat works without it, but what is unsent may end with the page. Load the page anew.',
          cause,
        );
      await wait('load', clock, delayMs, abortSignal).catch(() => {});
    }
  }
}
