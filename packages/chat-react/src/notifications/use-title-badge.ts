'use client';

import { useEffect } from 'react';
import { useLatest } from '../use-latest.ts';
import { useTotalUnread, type UseTotalUnread } from './use-total-unread.ts';

/** Options of {@link useTitleBadge}. */
export interface TitleBadgeOptions {
  /**
   * The title of the page while something is unread. `title`: what the app has set. Default: "(3) title", "(99+) title", and "• title" where
   * the number is not known.
   */
  readonly format?: ((unread: UseTotalUnread, title: string) => string) | undefined;
}

/**
 * Shows in the title of the page how much is unread. What the app sets as the title meanwhile is kept, and is back when nothing is unread any
 * more or the component has gone. Use it once in a page.
 *
 * @example
 * useTitleBadge();
 */
export function useTitleBadge({ format = defaultFormat }: TitleBadgeOptions = {}): void {
  const unread = useTotalUnread();
  const latest = useLatest(format);
  useEffect(() => {
    if (!unread.hasUnread) return undefined;
    let title = document.title;
    let shown = '';
    const show = (): void => {
      shown = (latest.current ?? defaultFormat)(unread, title);
      document.title = shown;
    };
    show();
    // The app may set its title, and may replace the element that holds it.
    const observer = new MutationObserver(() => {
      if (document.title === shown) return;
      title = document.title;
      show();
    });
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      // What the app has set since the observer was called last is its own.
      if (document.title === shown) document.title = title;
    };
  }, [unread, latest]);
}

function defaultFormat({ count, isMore }: UseTotalUnread, title: string): string {
  if (count === 0) return `• ${title}`;
  return `(${count}${isMore ? '+' : ''}) ${title}`;
}
