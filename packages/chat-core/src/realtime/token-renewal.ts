import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { TokenCache } from '../rest/token-cache.ts';
import { tokenRefreshMarginMs } from '../token-credential.ts';

/**
 * Shortest time between two questions. A credential may have no newer token yet, because the official one keeps a token until it has
 * ended; and with a local clock that is fast every token seems to have ended.
 */
const shortestWaitMs = 30_000;
/** Timers of the platform fire at once when their delay is over 2^31 ms, so long waits are done in parts. */
const longestWaitMs = 43_200_000;

/** What a renewal needs. */
export interface TokenRenewalInit {
  readonly clock: Clock;
  readonly tokens: TokenCache;
  /** Gives the service a newer token over the open connection. */
  send(token: string): void;
}

/** Keeps an open connection's token fresh. */
export interface TokenRenewal {
  /** The service accepted `token`, which ends at `expiresAt` (milliseconds since 1970, UTC). */
  schedule(token: string, expiresAt: number): void;
  stop(): void;
}

/** Creates a {@link TokenRenewal}: two minutes before the end it asks for a newer token, and every 30 seconds while there is none. */
export function createTokenRenewal({ clock, tokens, send }: TokenRenewalInit): TokenRenewal {
  let timer: TimerHandle;
  let generation = 0;

  function waitUntil(at: number, token: string): void {
    const delay = Math.max(shortestWaitMs, at - clock.now());
    timer = clock.setTimeout(
      () => {
        if (delay > longestWaitMs) waitUntil(at, token);
        else void renew(token);
      },
      Math.min(delay, longestWaitMs),
    );
  }

  async function renew(token: string): Promise<void> {
    const mine = generation;
    const newer = await tokens.replaceToken(token).catch(() => token);
    if (mine !== generation) return;
    if (newer === token) waitUntil(clock.now(), token);
    else send(newer);
  }

  function stop(): void {
    generation += 1;
    clock.clearTimeout(timer);
  }

  return {
    schedule(token, expiresAt) {
      stop();
      waitUntil(expiresAt - tokenRefreshMarginMs, token);
    },
    stop,
  };
}
