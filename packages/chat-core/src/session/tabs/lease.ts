import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { LeaseRecord, SessionDatabase } from '../storage/session-database.ts';
import type { SendingLock } from './sending-lock.ts';

/** For how long a tab has the place after it last said so, in ms. */
export const leaseMs = 10_000;

/** How often a tab says that it still has the place, or looks whether the place is free, in ms. */
export const leaseRenewalMs = 3_000;

/** What a lease is made of. */
export interface LeaseParts {
  readonly database: Pick<SessionDatabase, 'update'>;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/**
 * A place that a record in the shared database hands on, for platforms without locks. Whoever has it renews the record; whoever
 * finds it run out takes it. It can happen that two tabs have the place for a while, as when the clock is set: until the next renewal.
 */
export function createLease(name: string, { database, clock, random }: LeaseParts): SendingLock {
  const holder = random.createUuid();
  let giveUp: (() => void) | undefined;

  return {
    request({ onHeld, onLost }) {
      if (giveUp !== undefined) return;
      let isWanted = true;
      let isHeld = false;
      let renewal: TimerHandle;
      let expiry: TimerHandle;

      function setHeld(next: boolean): void {
        if (isHeld === next) return;
        isHeld = next;
        (isHeld ? onHeld : onLost)();
      }

      async function renew(): Promise<void> {
        let until: number | undefined;
        const claim = (current: LeaseRecord | undefined): LeaseRecord | undefined => {
          const now = clock.now();
          const isOurs = current?.holder === holder || isFree(current, now);
          until = isOurs ? now + leaseMs : undefined;
          return until === undefined ? current : { name, holder, until };
        };
        // Where nothing more can be stored, a tab that could have the place takes it: better than that nobody sends.
        await database.update('leases', name, claim).catch(() => {});
        if (!isWanted) return;
        clock.clearTimeout(expiry);
        if (until !== undefined)
          expiry = clock.setTimeout(() => setHeld(false), until - clock.now());
        renewal = clock.setTimeout(renew, leaseRenewalMs);
        setHeld(until !== undefined);
      }

      giveUp = () => {
        isWanted = false;
        clock.clearTimeout(renewal);
        clock.clearTimeout(expiry);
        void database
          .update('leases', name, (current) => (current?.holder === holder ? undefined : current))
          // It runs out by itself.
          .catch(() => {});
      };
      void renew();
    },
    release() {
      giveUp?.();
      giveUp = undefined;
    },
  };
}

/** A lease that ends later than any can was made before the clock was set back. */
function isFree(lease: LeaseRecord | undefined, now: number): boolean {
  return lease === undefined || lease.until <= now || lease.until > now + leaseMs;
}
