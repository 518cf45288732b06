/**
 * Full jitter: a random wait between 200 ms and `min(capMs, baseMs · 2^attempt)`, so that many clients that were cut
 * off together do not come back together. `attempt` counts from 0, `random` is in [0, 1).
 */
export function backoffMs(
  attempt: number,
  random: number,
  { baseMs = 1_000, capMs = 30_000 }: { baseMs?: number; capMs?: number } = {},
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.max(200, Math.round(random * ceiling));
}
