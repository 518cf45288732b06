import type { Clock } from '../../platform/clock.ts';
import { findLockManager } from '../../platform/locks.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import { systemSessionPage } from '../../platform/session-page.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { SessionDatabase } from '../storage/session-database.ts';
import { createLease } from './lease.ts';
import type { SendingLock } from './sending-lock.ts';
import { soleTab } from './sole-tab.ts';
import { createWebLock } from './web-lock.ts';

/** What {@link createSystemSendingLock} stands on. */
export interface SendingLockParts {
  readonly database: Pick<SessionDatabase, 'isPersisted' | 'update'>;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Default: the page's. */
  readonly pageLifecycle?: Pick<PageLifecycle, 'onSuspensionChange'>;
  /** Default: the platform's, if it has any. */
  readonly locks?: LockManager | undefined;
}

/**
 * The lock of one user of one service, as the platform has it: Web Locks, or else a lease in the database. A tab whose database is its
 * own has the place at once; what the database is counts when the place is asked for. A page that is frozen or left gives the place up,
 * and asks again when it runs on.
 */
export function createSystemSendingLock(name: string, parts: SendingLockParts): SendingLock {
  const { database, pageLifecycle = systemSessionPage } = parts;
  const locks = 'locks' in parts ? parts.locks : findLockManager();
  let giveUp: (() => void) | undefined;

  function createPlace(): SendingLock {
    if (!database.isPersisted) return soleTab;
    return locks === undefined
      ? createLease('sending', parts)
      : createWebLock(locks, `confab:${name}`);
  }

  return {
    request({ onHeld, onLost }) {
      if (giveUp !== undefined) return;
      let place: SendingLock | undefined;
      let isHeld = false;

      function setHeld(next: boolean): void {
        if (isHeld === next) return;
        isHeld = next;
        (isHeld ? onHeld : onLost)();
      }

      function setSuspended(isSuspended: boolean): void {
        if (isSuspended === (place === undefined)) return;
        place?.release();
        place = isSuspended ? undefined : createPlace();
        place?.request({ onHeld: () => setHeld(true), onLost: () => setHeld(false) });
        if (isSuspended) setHeld(false);
      }

      const stopWatching = pageLifecycle.onSuspensionChange?.(setSuspended);
      setSuspended(false);
      giveUp = () => {
        stopWatching?.();
        place?.release();
      };
    },
    release() {
      giveUp?.();
      giveUp = undefined;
    },
  };
}
