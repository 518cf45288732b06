import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import type { ReadTurn } from './reads.ts';
import { createMissingListError } from './sync-errors.ts';

/** A page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; `null` on the last one. */
  readonly cursor: string | null;
}

/**
 * Reads a list page after page, each when it is asked for and as the budget allows. A list that goes round in circles is an error, and so
 * is an answer without a list: to take it for an empty one would be to lose all that the list holds.
 */
export async function* readListPages<Item>(
  list: PagedAsyncIterableIterator<Item>,
  { next }: Pick<ReadTurn, 'next'>,
  cursor?: string,
): AsyncGenerator<ListPage<Item>, void> {
  // The pager leaves the link of the next page in these settings, as the official package does.
  const settings: { continuationToken?: string } =
    cursor === undefined ? {} : { continuationToken: cursor };
  const pages = list.byPage(settings);
  for (;;) {
    await next();
    const { value, done } = await pages.next();
    // The pager ends here only without a page, because the last one with rows has no link and is not asked beyond.
    if (done === true) throw createMissingListError();
    const following = settings.continuationToken || null;
    yield { items: value, cursor: following };
    // To find out that there is nothing more would cost the budget a request that is not made.
    if (following === null) return;
  }
}
