import type { SendingLock } from './sending-lock.ts';

/**
 * A place that the platform's locks hand on, in the order in which the tabs have asked. A tab that ends gives it up by itself. Where the
 * platform refuses locks to this page, the page has the place at once.
 *
 * @param name - Of the lock, for all pages of the origin.
 */
export function createWebLock(locks: LockManager, name: string): SendingLock {
  let giveUp: (() => void) | undefined;

  return {
    request({ onHeld, onLost }) {
      if (giveUp !== undefined) return;
      const abandoned = new AbortController();
      let end = (): void => {};

      async function ask(): Promise<void> {
        let isHeld = false;
        try {
          await locks.request(name, { signal: abandoned.signal }, () => {
            if (abandoned.signal.aborted) return;
            isHeld = true;
            onHeld();
            return new Promise<void>((resolve) => (end = resolve));
          });
        } catch (cause) {
          if (abandoned.signal.aborted) return;
          if (!isHeld) {
            onHeld();
            return;
          }
          onLost();
          if (!isTakenByForce(cause)) throw cause;
          await ask();
        }
      }

      giveUp = () => {
        abandoned.abort();
        end();
      };
      void ask();
    },
    release() {
      giveUp?.();
      giveUp = undefined;
    },
  };
}

function isTakenByForce(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError';
}
