import { systemPageLifecycle, type PageLifecycle } from './page-lifecycle.ts';

/** The life cycle of the page, with its suspensions and its end: only sessions have to know of these. */
export const systemSessionPage: PageLifecycle = {
  ...systemPageLifecycle,
  onSuspensionChange(listener) {
    const ends = [
      listen(['freeze', 'pagehide'], () => listener(true)),
      listen(['resume', 'pageshow'], () => listener(false)),
    ];
    return () => ends.forEach((end) => end());
  },
  // Browsers ask in words of their own.
  onBeforeLeaving: (listener) =>
    listen(['beforeunload'], (event) => listener() && event.preventDefault()),
};

function listen(types: readonly string[], listener: (event: Event) => void): () => void {
  const { window } = globalThis;
  // Some are sent to the document and do not rise to the window, but all pass it on their way down.
  for (const type of types) window?.addEventListener(type, listener, { capture: true });
  return () => {
    for (const type of types) window?.removeEventListener(type, listener, { capture: true });
  };
}
