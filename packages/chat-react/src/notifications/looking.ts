/** Whether the user looks at the page: it is visible, and has the focus. */
export function isLooking(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** The lock that a page holds while its user looks at it. */
const lockOf = (userId: string): string => `confab:looking:${userId}`;

/** Whether the user looks at this page, or at another one of the same user in this browser. Browsers without locks know only this page. */
export async function isLookingAnywhere(userId: string): Promise<boolean> {
  if (isLooking()) return true;
  const locks = await globalThis.navigator?.locks?.query();
  return locks?.held?.some(({ name }) => name === lockOf(userId)) === true;
}

/** Lets the other pages of this user know while he looks at this one. Returns what ends it. */
export function tellLooking(userId: string): () => void {
  let release: (() => void) | undefined;
  const tell = (): void => {
    if (!isLooking()) {
      release?.();
      release = undefined;
    } else if (release === undefined) {
      const looking = new Promise<void>((resolve) => {
        release = resolve;
      });
      // A page that is about to be left is given no lock any more.
      globalThis.navigator?.locks
        ?.request(lockOf(userId), { mode: 'shared' }, () => looking)
        .catch(() => {});
    }
  };
  tell();
  window.addEventListener('focus', tell);
  window.addEventListener('blur', tell);
  document.addEventListener('visibilitychange', tell);
  return () => {
    release?.();
    window.removeEventListener('focus', tell);
    window.removeEventListener('blur', tell);
    document.removeEventListener('visibilitychange', tell);
  };
}
