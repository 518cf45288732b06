import type { Figure } from '../src/load-row.ts';
import { compareLists, noSamples } from './compare-lists.ts';
import { inTurn, openLists } from './list-session.ts';
import type { PageSite } from './measured-page.ts';

/** How memory is measured. */
export interface HeapPlan {
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/** Rows that are appended before the heap is read, so that a list holds what it holds while it is used. */
const APPENDED = 20;

/**
 * Reads the live objects of a page with a list. The judged figure leaves out the messages, which all lists read from the
 * same store: it is the difference between the page with the list and the same page with the messages alone.
 */
export async function measureHeap(site: PageSite, plan: HeapPlan): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of plan.sizes) {
    const ofList = noSamples();
    const ofPage = noSamples();
    for (let round = 0; round < plan.rounds; round += 1) {
      // A page of its own for each: what one list leaves behind is not the next one's.
      const sessions = await openLists(site);
      for (const { name, page, call } of inTurn(sessions, round)) {
        const empty = await page.readHeap();
        await call('prepare', size);
        const filled = await page.readHeap();
        await call('mount', name);
        await call('append', APPENDED);
        const mounted = await page.readHeap();
        ofList[name].push(mounted - filled);
        ofPage[name].push(mounted - empty);
        await page.close();
      }
    }
    const count = size.toLocaleString('en');
    figures.push(
      compareLists(`live objects of the list, ${count}`, 'MB', ofList, { ratioAtMost: 3 }),
      compareLists(`live objects with the messages, ${count}`, 'MB', ofPage, { ratioAtMost: 3 }),
    );
  }
  return figures;
}
