import type { PageLifecycle } from '../platform/page-lifecycle.ts';

/** A page whose network and visibility a test switches. */
export interface PageSwitch extends PageLifecycle {
  setOnline(isOnline: boolean): void;
  setVisible(isVisible: boolean): void;
  /** How many listeners there are. A stopped part leaves none. */
  readonly listeners: number;
}

/** Creates a {@link PageSwitch} that is online and visible. */
export function createPageSwitch(): PageSwitch {
  let isOnline = true;
  let isVisible = true;
  const online = new Set<() => void>();
  const visible = new Set<() => void>();
  const add = (to: Set<() => void>, listener: () => void): (() => void) => {
    // One that is added twice counts twice, as with the platform's listeners of two parts.
    const own = (): void => listener();
    to.add(own);
    return () => to.delete(own);
  };
  const tell = (all: Set<() => void>): void => {
    for (const listener of [...all]) listener();
  };
  return {
    isOnline: () => isOnline,
    isVisible: () => isVisible,
    onOnlineChange: (listener) => add(online, listener),
    onVisibilityChange: (listener) => add(visible, listener),
    setOnline(next) {
      isOnline = next;
      tell(online);
    },
    setVisible(next) {
      isVisible = next;
      tell(visible);
    },
    get listeners() {
      return online.size + visible.size;
    },
  };
}
