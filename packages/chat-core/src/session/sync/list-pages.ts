import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import type { ReadTurn } from './reads.ts';

/** A page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; `null` on the last one. */
  readonly cursor: string | null;
}

/** Reads a list page after page, each when it is asked for and as the budget allows. A list that goes round in circles is an error. */
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
    if (done === true) return;
    const following = settings.continuationToken || null;
    yield { items: value, cursor: following };
    // To find out that there is nothing more would cost the budget a request that is not made.
    if (following === null) return;
  }
}
