'use client';

import type { ChatState } from '@confab/chat-core/state';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useChatContext } from './chat-context.ts';
import { useChatStore } from './use-chat-store.ts';

/** How much of a list a hook hands out at first. */
export interface PageOptions {
  /** Entries at first, and more with each `fetchMore()`: a positive integer. Default: all. */
  readonly pageSize?: number | undefined;
}

/** Paging through a list that the store holds whole. */
export interface PageState {
  /** Whether the list goes on behind what is handed out. */
  readonly hasMore: boolean;
  /** Hands out one page more. Calls before the next render count once; without more it does nothing. It costs no request. */
  readonly fetchMore: () => void;
}

/** An array, or the values of a map. */
interface Values<Item> {
  values(): Iterable<Item>;
}

/**
 * The first pages of a list in the store. Renders when one of the entries handed out changes, not for those behind them.
 *
 * @param select - Gives the list, which is another object whenever it has changed. Keep the function the same between renders.
 */
export function usePaged<Item>(
  select: (state: ChatState) => Values<Item> | undefined,
  { pageSize = Number.POSITIVE_INFINITY }: PageOptions,
): PageState & { readonly items: readonly Item[] } {
  if (!(pageSize >= 1) || (pageSize !== Number.POSITIVE_INFINITY && !Number.isInteger(pageSize))) {
    throw new RangeError(`pageSize is ${pageSize}, so nothing is shown. Give a positive integer.`);
  }
  const { store } = useChatContext();
  const [grown, setGrown] = useState({ store, select, pages: 1 });
  // Another list, or that of another user, begins with its first page.
  const pages = grown.store === store && grown.select === select ? grown.pages : 1;
  const selectPage = useMemo(
    () => createPageSelector(select, pages * pageSize),
    [select, pages, pageSize],
  );
  const { items, hasMore } = useChatStore(selectPage);

  const next = useRef(grown);
  useEffect(() => {
    next.current = { store, select, pages: hasMore ? pages + 1 : pages };
  }, [store, select, pages, hasMore]);
  const fetchMore = useCallback(() => setGrown(next.current), []);
  return { items, hasMore, fetchMore };
}

/** Gives the same object as long as the entries on the pages are the same. */
function createPageSelector<Item>(
  select: (state: ChatState) => Values<Item> | undefined,
  limit: number,
): (state: ChatState) => { readonly items: readonly Item[]; readonly hasMore: boolean } {
  let source: Values<Item> | undefined;
  let page: { readonly items: readonly Item[]; readonly hasMore: boolean } = {
    items: [],
    hasMore: false,
  };
  return (state) => {
    const next = select(state);
    if (next === source) return page;
    source = next;
    const all = next === undefined ? [] : [...next.values()];
    const items = all.slice(0, limit);
    const hasMore = all.length > limit;
    const isSame =
      hasMore === page.hasMore &&
      items.length === page.items.length &&
      items.every((item, index) => item === page.items[index]);
    if (!isSame) page = { items, hasMore };
    return page;
  };
}
