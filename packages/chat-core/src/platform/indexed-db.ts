/** Whether this platform keeps databases. Some pages may not even ask for them: there the answer is no. */
export function hasIndexedDb(): boolean {
  try {
    // Typed as if it were always there; in Node and in some private windows it is not.
    const factory: IDBFactory | null | undefined = globalThis.indexedDB;
    return factory !== undefined && factory !== null;
  } catch {
    return false;
  }
}

/** Deletes a database; where there is none there is nothing to do. It waits for the pages that have it open. */
export function deleteIndexedDb(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
  });
}
