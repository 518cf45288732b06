/** Hands an error to the platform as one that nobody caught, without disturbing the code that found it. */
export function reportUncaught(error: unknown): void {
  if (typeof globalThis.reportError === 'function') {
    globalThis.reportError(error);
    return;
  }
  globalThis.queueMicrotask(() => {
    throw error;
  });
}
