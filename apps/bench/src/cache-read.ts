/** 4 MB of numbers: more than a core's own cache holds, less than the one that it shares with its neighbours. */
const ENTRIES = 2 ** 20;
const READS = 5_000_000;

/**
 * Nanoseconds of one read of which the processor cannot know beforehand where it will be. The figure tells whether
 * somebody else is using the shared cache: it is then several times what it is on the same machine when quiet, and a
 * large program suffers more from that than a small one.
 */
export function measureCacheRead(now: () => number): number {
  const next = createCycle(ENTRIES);
  let at = 0;
  const read = (times: number): void => {
    for (let count = 0; count < times; count += 1) at = next[at] ?? 0;
  };
  read(ENTRIES);
  const start = now();
  read(READS);
  return ((now() - start) / READS) * 1e6;
}

/** For each entry the one that comes after it, in one round through all of them in no order. */
export function createCycle(length: number): Uint32Array {
  const next = Uint32Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index -= 1) {
    // Never with itself: so it stays one round.
    const other = Math.floor(Math.random() * index);
    const moved = next[index] ?? 0;
    next[index] = next[other] ?? 0;
    next[other] = moved;
  }
  return next;
}
