/** What the platform tells about the network and about the page. Outside a browser the page is always visible and online. */
export interface PageLifecycle {
  /** False only when the platform is sure that there is no network. */
  isOnline(): boolean;
  isVisible(): boolean;
  /** Calls `listener` whenever {@link isOnline} may have changed. Returns how to end that. */
  onOnlineChange(listener: () => void): () => void;
  /** Calls `listener` whenever {@link isVisible} changed, and when a page comes back from the browser's back/forward cache. */
  onVisibilityChange(listener: () => void): () => void;
  /**
   * Calls `listener` with true when the page is frozen or left, and may never run again, and with false when it runs on; maybe several
   * times with the same. Absent: it always runs.
   */
  onSuspensionChange?(listener: (isSuspended: boolean) => void): () => void;
  /**
   * Calls `listener` when the page is about to be left, earlier than it is hidden, until the returned function is called. The user is
   * asked first when it says true. Some browsers keep no page for the way back that listens. Absent: nobody tells, and nobody can be asked.
   */
  onBeforeLeaving?(listener: () => boolean): () => void;
}

/** The lifecycle of the page, or of a process that has none. */
export const systemPageLifecycle: PageLifecycle = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  onOnlineChange: (listener) => listen(['online', 'offline'], listener),
  // The first is sent to the document and rises to the window.
  onVisibilityChange: (listener) => listen(['visibilitychange', 'pageshow'], listener),
};

function listen(types: readonly string[], listener: () => void): () => void {
  const { window } = globalThis;
  for (const type of types) window?.addEventListener(type, listener);
  return () => {
    for (const type of types) window?.removeEventListener(type, listener);
  };
}
