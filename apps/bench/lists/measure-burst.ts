import type { Figure } from '../src/load-row.ts';
import { median } from '../src/statistics.ts';
import { compareLists, noSamples } from './compare-lists.ts';
import { bareLists } from './list-page-contract.ts';
import { inTurn, openLists } from './list-session.ts';
import type { PageSite } from './measured-page.ts';

/** A burst of messages. */
export interface BurstPlan {
  /** Messages that are there before. */
  readonly size: number;
  readonly count: number;
  readonly perSecond: number;
  readonly rounds: number;
}

/** Frames that may be dropped more than by the bare list that drops the fewest. */
const MORE_FRAMES = 10;
/** A list that is farther from its end shows no message that has arrived. */
const VIEW_HEIGHT = 640;

/** Lets messages arrive evenly, each in a call of its own, while the list is at its end. */
export async function measureBurst(site: PageSite, plan: BurstPlan): Promise<Figure[]> {
  const { size, count, perSecond } = plan;
  const cpu = noSamples();
  const dropped = noSamples();
  const gap = noSamples();
  const sessions = await openLists(site);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const session of inTurn(sessions, round)) {
      await session.mount(size);
      const before = await session.page.readThreadMs();
      const reading = await session.call('burst', count, perSecond);
      cpu[session.name].push((await session.page.readThreadMs()) - before);
      dropped[session.name].push(reading.dropped);
      gap[session.name].push(reading.gap);
      await session.unmount();
    }
  }
  for (const { page } of sessions) await page.close();
  const droppedByBare = Math.min(
    ...[dropped.virtua, dropped['TanStack Virtual'], dropped['react-virtuoso']].map(median),
  );
  const { ratio: _ratio, ...frames } = compareLists('dropped frames', 'frames', dropped, {
    valueAtMost: droppedByBare + MORE_FRAMES,
  });
  const { ratio: _gap, ...gaps } = compareLists('distance from the end afterwards', 'px', gap, {
    valueAtMost: 1,
  });
  // Whoever has lost the end draws nothing of what arrives: his time says nothing about a burst.
  const following = bareLists.filter((name) => median(gap[name]) < VIEW_HEIGHT);
  return [
    compareLists('processor time of the whole burst', 'ms', cpu, { ratioAtMost: 1.5 }, following),
    frames,
    gaps,
  ];
}
