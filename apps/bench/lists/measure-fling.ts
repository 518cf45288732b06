import type { Budget } from '../src/budget.ts';
import type { Figure } from '../src/load-row.ts';
import { compareLists, noSamples } from './compare-lists.ts';
import { inTurn, openLists } from './list-session.ts';
import type { PageSite } from './measured-page.ts';

/** A fast scroll upwards, through rows that were never measured. */
export interface FlingPlan {
  readonly sizes: readonly number[];
  readonly frames: number;
  readonly pixelsPerFrame: number;
  readonly rounds: number;
}

const HARDLY_BLANK: Budget = { valueAtMost: 1 };
const FEW_ROWS: Budget = { valueAtMost: 60 };

/** Scrolls from the end upwards, a step in each frame, and looks at what was painted. */
export async function measureFling(site: PageSite, plan: FlingPlan): Promise<Figure[]> {
  const figures: Figure[] = [];
  const sessions = await openLists(site);
  for (const size of plan.sizes) {
    const blank = noSamples();
    const rows = noSamples();
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const session of inTurn(sessions, round)) {
        await session.mount(size);
        const reading = await session.call('fling', plan.frames, plan.pixelsPerFrame);
        blank[session.name].push(reading.blank * 100);
        rows[session.name].push(reading.mostRows);
        await session.unmount();
      }
    }
    const count = size.toLocaleString('en');
    const { ratio: _blank, ...blanks } = compareLists(
      `blank part of the view, ${count}`,
      '%',
      blank,
      HARDLY_BLANK,
    );
    figures.push(
      blanks,
      compareLists(`most rows in the document, ${count}`, 'rows', rows, FEW_ROWS),
    );
  }
  for (const { page } of sessions) await page.close();
  return figures;
}
