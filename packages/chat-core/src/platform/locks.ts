/** The platform's Web Locks; `undefined` where there are none: pages that are not served securely, old browsers, Node. */
export function findLockManager(): LockManager | undefined {
  try {
    return globalThis.navigator?.locks;
  } catch {
    return undefined;
  }
}
