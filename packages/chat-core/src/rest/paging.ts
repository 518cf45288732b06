import type { PagedAsyncIterableIterator, PageSettings } from '@azure/core-paging';

import { ChatClientError } from '../errors.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
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
    let link = settings.continuationToken;
    const seen = new Set([link]);
    for (;;) {
      // Each page's address is known only from the page before.
      const page = await readPage(link);
      const next = page.nextLink;
      if (next === undefined) delete settings.continuationToken;
      else settings.continuationToken = next;
      yield page.items;
      if (next === undefined) return;
      if (seen.has(next)) throw createEndlessListError(operation);
      seen.add(next);
      link = next;
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
    byPage: (settings) => readPages(settings),
  };
}

function createEndlessListError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'invalid-response',
    operation,
    message:
      'A page of the list names one that was read before as the next page, so the list would never end. Reading stopped there. Report this to whoever runs the service.',
  });
}
