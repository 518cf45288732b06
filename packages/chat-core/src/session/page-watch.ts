import type { PageLifecycle } from '../platform/page-lifecycle.ts';

/** What a session does when its page comes and goes. */
export interface PageWatch {
  /** The network may be back. */
  onOnline(): void;
  /** The page is seen again: it may have slept through what other tabs did. */
  onShown(): void;
}

/** Returns how to end it. */
export function watchPage(page: PageLifecycle, { onOnline, onShown }: PageWatch): () => void {
  const ends = [
    page.onOnlineChange(() => {
      if (page.isOnline()) onOnline();
    }),
    page.onVisibilityChange(() => {
      if (page.isVisible()) onShown();
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** Calls the listener when the page is hidden or left: it may not run again. Returns how to end it. */
export function onLeaving(page: PageLifecycle, listener: () => void): () => void {
  const ends = [
    page.onVisibilityChange(() => {
      if (!page.isVisible()) listener();
    }),
    page.onSuspensionChange?.((isSuspended) => {
      if (isSuspended) listener();
    }),
  ];
  return () => ends.forEach((end) => end?.());
}
