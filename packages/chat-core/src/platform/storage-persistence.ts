/**
 * Asks the browser not to clear what this site keeps when space runs short or the site was not visited for a while. Best effort: it
 * never rejects, and the browser may say no.
 */
export async function requestPersistence(): Promise<void> {
  try {
    await globalThis.navigator?.storage?.persist?.();
  } catch {
    // Nothing is worse than before.
  }
}
