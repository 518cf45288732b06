import type { CreateSendingLock } from '../session/tabs/sending-lock.ts';

/** A place that one tab has at a time, and the others in the order in which they ask. */
export function createSendingPlace(): CreateSendingLock {
  const queue: (() => void)[] = [];
  return () => {
    let mine = (): void => {};
    return {
      request({ onHeld }) {
        mine = onHeld;
        if (queue.push(mine) === 1) onHeld();
      },
      release() {
        const at = queue.indexOf(mine);
        if (at < 0) return;
        queue.splice(at, 1);
        if (at === 0) queue[0]?.();
      },
    };
  };
}
