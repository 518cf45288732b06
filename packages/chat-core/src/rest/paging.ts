import type { PagedAsyncIterableIterator, PageSettings } from '@azure/core-paging';

import { ChatClientError } from '../errors.ts';

/** More pages than any list that is read in one go. */
const maxPages = 1_000;

/** One page of a list. */
export interface Page<Item> {
  /** Absent when the answer has no list: no page, and after the first one the end, as in the official client. */
  readonly items: Item[] | undefined;
  /** Where the next page is. Absent or empty on the last one. */
  readonly nextLink: string | undefined;
}

/** Reads the page that `link` names; the first one when it is absent or empty. */
export type ReadPage<Item> = (link: string | undefined) => Promise<Page<Item>>;

/**
 * Creates the list that the list methods return: iterate over it for items, over `byPage()` for arrays of them. Nothing is read before
 * the first step. As in the official client, `byPage(settings)` writes the next page's token into `settings.continuationToken` before it
 * hands a page out, and deletes it with the last page.
 */
export function createPagedIterator<Item>(
  operation: string,
  readPage: ReadPage<Item>,
): PagedAsyncIterableIterator<Item> {
  async function* readPages(settings: PageSettings = {}): AsyncGenerator<Item[], void> {
    // An empty token names no page, as in the official client.
    let link = settings.continuationToken;
    const seen = new Set([link]);
    for (;;) {
      // Each page's address is known only from the page before.
      const { items, nextLink } = await readPage(link);
      if (nextLink) settings.continuationToken = nextLink;
      else delete settings.continuationToken;
      if (items) yield items;
      else if (link) return;
      if (!nextLink) return;
      if (seen.has(nextLink) || seen.size === maxPages) {
        throw new ChatClientError({
          code: 'invalid-response',
          operation,
          message: `The list names a page again or has more than ${maxPages} pages. Reading stopped. Go on with byPage({ continuationToken }) if it is that long.`,
        });
      }
      seen.add(nextLink);
      link = nextLink;
    }
  }

  async function* readItems(): AsyncGenerator<Item, void> {
    for await (const items of readPages()) yield* items;
  }

  const items = readItems();
  return {
    next: () => items.next(),
    [Symbol.asyncIterator]() {
      return this;
    },
    byPage: readPages,
  };
}
