import { systemPageLifecycle, type PageLifecycle } from './page-lifecycle.ts';

/** The life cycle of the page, with its suspensions: only sessions have to know of these. */
export const systemSessionPage: PageLifecycle = {
  ...systemPageLifecycle,
  onSuspensionChange(listener) {
    const ends = [
      listen(['freeze', 'pagehide'], () => listener(true)),
      listen(['resume', 'pageshow'], () => listener(false)),
    ];
    return () => ends.forEach((end) => end());
  },
};

function listen(types: readonly string[], listener: () => void): () => void {
  const { window } = globalThis;
  // Some are sent to the document and do not rise to the window, but all pass it on their way down.
  for (const type of types) window?.addEventListener(type, listener, true);
  return () => {
    for (const type of types) window?.removeEventListener(type, listener, true);
  };
}
