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
