/** Shortest time between two reads of the same list, in milliseconds: four in 10 seconds, where Azure allows five lists of receipts. */
const spacingMs = 2_500;

/** Creates a function that reads a list by its key; soon after the last read of that key it gives what that one gave, or failed with. */
export function createSpacedReads<Value>(
  now: () => number,
): (key: string, read: () => Promise<Value>) => Promise<Value> {
  const reads = new Map<string, { readonly at: number; readonly value: Promise<Value> }>();
  return (key, read) => {
    for (const [old, { at }] of reads) {
      // A clock may be set back.
      if (Math.abs(now() - at) >= spacingMs) reads.delete(old);
    }
    const last = reads.get(key);
    if (last !== undefined) return last.value;
    const value = read();
    reads.set(key, { at: now(), value });
    return value;
  };
}
