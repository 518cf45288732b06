import type { Budget } from '../src/budget.ts';
import type { Figure } from '../src/load-row.ts';
import { median } from '../src/statistics.ts';
import { compareLists, noSamples } from './compare-lists.ts';
import { openLists } from './list-session.ts';
import type { ListOperation } from './list-session.ts';
import type { PageSite } from './measured-page.ts';

const BUDGETS: Readonly<Partial<Record<ListOperation, Budget>>> = {
  append: { valueAtMost: 15 },
  typing: { valueAtMost: 2 },
};
/** How often each operation happens; the figure is that of the middle one. */
const TIMES = 9;

/** Counts the components that React runs for one change. The page has to be a counted one. */
export async function measureRenders(site: PageSite, size: number): Promise<Figure[]> {
  const sessions = await openLists(site);
  const figures: Figure[] = [];
  for (const { call, name } of sessions) {
    await call('prepare', size);
    await call('mount', name);
  }
  for (const operation of ['append', 'edit', 'receipt', 'typing'] as const) {
    const samples = noSamples();
    for (const { call, name } of sessions) {
      await call('toEnd');
      await call('takeRenders');
      for (let time = 0; time < TIMES; time += 1) {
        await call(operation, 1);
        const renders = await call('takeRenders');
        samples[name].push(renders.reduce((sum, [, count]) => sum + count, 0));
      }
    }
    figures.push(countsOf(operation, samples));
  }
  for (const { page } of sessions) await page.close();
  return figures;
}

/** Judged by the middle; the most of one change stands beside it when it is another. */
function countsOf(
  operation: ListOperation,
  samples: Readonly<ReturnType<typeof noSamples>>,
): Figure {
  const { ratio: _ratio, ...figure } = compareLists(
    `components rendered for one ${operation}`,
    'renders',
    samples,
    BUDGETS[operation],
  );
  const most = Math.max(...samples.MessageList);
  const isEven = most === median(samples.MessageList);
  return isEven ? figure : { ...figure, name: `${figure.name} (at most ${most})` };
}
