/** What the platform tells about the network and about the page. Outside a browser the page is always visible and online. */
export interface PageLifecycle {
  /** False only when the platform is sure that there is no network. */
  isOnline(): boolean;
  isVisible(): boolean;
  /** Calls `listener` whenever {@link isOnline} may have changed. Returns how to end that. */
  onOnlineChange(listener: () => void): () => void;
  /** Calls `listener` whenever {@link isVisible} changed, and when a page comes back from the browser's back/forward cache. */
  onVisibilityChange(listener: () => void): () => void;
}

/** The lifecycle of the page, or of a process that has none. */
export const systemPageLifecycle: PageLifecycle = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  onOnlineChange: (listener) =>
    combine(
      listen(globalThis.window, 'online', listener),
      listen(globalThis.window, 'offline', listener),
    ),
  onVisibilityChange: (listener) =>
    combine(
      listen(globalThis.document, 'visibilitychange', listener),
      listen(globalThis.window, 'pageshow', listener),
    ),
};

function listen(target: EventTarget | undefined, type: string, listener: () => void): () => void {
  target?.addEventListener(type, listener);
  return () => target?.removeEventListener(type, listener);
}

function combine(...ends: (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}
