import type { Budget } from '../src/budget.ts';
import type { Figure } from '../src/load-row.ts';
import { median, medianRatio } from '../src/statistics.ts';
import { bareLists } from './list-page-contract.ts';
import type { BareListName, ListName } from './list-page-contract.ts';

/** One number of each list for each round. */
export type ListSamples = Readonly<Record<ListName, readonly number[]>>;

/** Creates samples to add to. */
export function noSamples(): Record<ListName, number[]> {
  return { virtua: [], 'TanStack Virtual': [], 'react-virtuoso': [], MessageList: [] };
}

/** The bare list with the lowest median, of those that count. */
export function lowestOf(
  samples: ListSamples,
  counting: readonly BareListName[] = bareLists,
): BareListName {
  const [first = bareLists[0], ...others] = counting;
  return others.reduce<BareListName>(
    (lowest, name) => (median(samples[name]) < median(samples[lowest]) ? name : lowest),
    first,
  );
}

/**
 * The figure that compares our list with the best bare one of this run: that one first, ours last, the others between.
 *
 * @param counting The bare lists that can be the best one: those that did what was asked. All are shown.
 */
export function compareLists(
  name: string,
  unit: Figure['unit'],
  samples: ListSamples,
  budget?: Budget,
  counting: readonly BareListName[] = bareLists,
): Figure {
  const lowest = lowestOf(samples, counting);
  const others = bareLists.filter((list) => list !== lowest);
  const order: readonly ListName[] = [lowest, ...others, 'MessageList'];
  return {
    name,
    unit,
    values: Object.fromEntries(order.map((list) => [list, median(samples[list])])),
    ratio: medianRatio(samples.MessageList, samples[lowest]),
    ...(budget !== undefined && { budget }),
  };
}
