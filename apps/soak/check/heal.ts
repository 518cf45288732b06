import { setTimeout } from 'node:timers/promises';
import { comparedRows } from '../client/view-digest.ts';
import type { SoakPeople } from '../start-people.ts';
import { explainDivergence, findDivergences } from './compare-views.ts';
import { readStored } from './read-stored.ts';

/** How often views are compared, ms. */
const lookEveryMs = 500;

/** How it went. */
export interface Healing {
  /** From the end of the troubles and the load until all clients showed the same, ms. */
  readonly healedAfterMs: number;
  /** The first differences that were left. */
  readonly diverged: readonly string[];
}

/** Waits until every client shows what the service has; at most so long. */
export async function heal(
  { clients, reader, threadIds }: SoakPeople,
  patienceMs: number,
): Promise<Healing> {
  const start = performance.now();
  for (;;) {
    const stored = await readStored(reader, threadIds, comparedRows);
    const divergences = await findDivergences(clients, threadIds, stored);
    const healedAfterMs = Math.round(performance.now() - start);
    if (divergences.length === 0) return { healedAfterMs, diverged: [] };
    if (healedAfterMs > patienceMs) {
      const texts = divergences.map((each) => explainDivergence(each, clients, stored));
      return { healedAfterMs, diverged: await Promise.all(texts) };
    }
    await setTimeout(lookEveryMs);
  }
}
