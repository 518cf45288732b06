import type { PageLifecycle } from '../platform/page-lifecycle.ts';

/** Lets the page ask before it is left, for as long as something would be lost with it. */
export interface LeaveWarning {
  /** Something may have changed. */
  update(): void;
  dispose(): void;
}

/** @param isAtRisk - Whether something would be lost with the page now. */
export function createLeaveWarning(
  page: Pick<PageLifecycle, 'onBeforeLeaving'>,
  isAtRisk: () => boolean,
): LeaveWarning {
  let stopWarning: (() => void) | undefined;
  let isDisposed = false;

  function update(): void {
    if (!isDisposed && isAtRisk()) {
      stopWarning ??= page.onBeforeLeaving?.(() => true);
      return;
    }
    // Browsers keep no page for the way back that might ask.
    stopWarning?.();
    stopWarning = undefined;
  }

  return {
    update,
    dispose() {
      isDisposed = true;
      update();
    },
  };
}
