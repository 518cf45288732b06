import { measureBurst } from '../lists/measure-burst.ts';
import { measureChanges } from '../lists/measure-changes.ts';
import { measureFling } from '../lists/measure-fling.ts';
import { measureHeap } from '../lists/measure-heap.ts';
import { withPages } from '../lists/measured-page.ts';
import type { PageSite } from '../lists/measured-page.ts';
import { measureRenders } from '../lists/measure-renders.ts';
import type { Figure, LoadRow, LoadSite } from '../src/load-row.ts';

const SIZES = [1_000, 10_000, 50_000];
const MIDDLE_SIZE = 10_000;
/** 7,200 px in a second of 60 frames. */
const FLING_STEP = 120;

/** The kit's list with the kit's rows, beside three bare lists with a minimal row, in Chromium. */
export const messageListRows: readonly LoadRow[] = [
  row('Message list: mount and change it in Chromium', false, (site, isQuick) =>
    measureChanges(site, {
      sizes: SIZES,
      firstMounts: { size: MIDDLE_SIZE, rounds: isQuick ? 1 : 4 },
      rounds: isQuick ? 2 : 6,
      warmUpRounds: 1,
      times: isQuick ? 4 : 5,
    }),
  ),
  row('Message list: a burst of 1,000 messages in 10 s in Chromium', false, (site, isQuick) =>
    measureBurst(site, {
      size: MIDDLE_SIZE,
      count: isQuick ? 200 : 1_000,
      perSecond: 100,
      rounds: isQuick ? 1 : 3,
    }),
  ),
  row('Message list: scroll at 7,200 px/s in Chromium', false, (site) =>
    measureFling(site, {
      sizes: SIZES,
      frames: 100,
      pixelsPerFrame: FLING_STEP,
      rounds: 1,
    }),
  ),
  row('Message list: live objects in Chromium', false, (site) =>
    measureHeap(site, { sizes: SIZES, rounds: 1 }),
  ),
  row('Message list: components rendered in Chromium', true, (site) =>
    measureRenders(site, MIDDLE_SIZE),
  ),
];

function row(
  name: string,
  isCounted: boolean,
  measure: (site: PageSite, isQuick: boolean) => Promise<Figure[]>,
): LoadRow {
  const entry = isCounted ? 'counted-list-page.ts' : 'list-page.tsx';
  return {
    name,
    run: ({ folder, isQuick }: LoadSite) =>
      withPages({ entry, isCounted }, folder, (site) => measure(site, isQuick)),
  };
}
