import type { PagedAsyncIterableIterator, PageSettings } from '@azure/core-paging';

import { ChatClientError } from '../errors.ts';

/** More pages than any list that is read in one go. */
const maxPages = 1_000;

/** One page of a list. */
export interface Page<Item> {
  /** Absent when the answer has no list: no page, and after the first one the end, as in the official client. */
  readonly items?: Item[];
  /** Where the next page is. Absent on the last one. */
  readonly nextLink?: string;
}

/** Reads the first page, or the one that `link` names. */
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
    let link = settings.continuationToken || undefined;
    const seen = new Set([link]);
    for (;;) {
      // Each page's address is known only from the page before.
      const { items, nextLink } = await readPage(link);
      if (nextLink === undefined) delete settings.continuationToken;
      else settings.continuationToken = nextLink;
      if (items !== undefined) yield items;
      else if (link !== undefined) return;
      if (nextLink === undefined) return;
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
