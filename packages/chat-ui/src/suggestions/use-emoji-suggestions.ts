import { createElement, useEffect, useMemo, useState } from 'react';
import type { EmojiSearch } from '../emoji/emoji-search.ts';
import { loadEmojiSearch } from '../emoji/load-emoji-search.ts';
import { useFormat } from '../labels/use-format.ts';
import type { Token } from './find-token.ts';
import { maximumShown, type Suggestion } from './suggestion.ts';

/** What {@link useEmojiSuggestions} returns. */
export interface EmojiSuggestions {
  /** The emoji that fit a token: the same array until it changes. */
  readonly suggestions: readonly Suggestion[];
  /** The emoji whose shortcode the token is, colons and all. */
  readonly whole: string | undefined;
}

const none: readonly Suggestion[] = [];

/** The emoji of a token that begins with ":". They are loaded with the first of them; where that fails, nothing is offered. */
export function useEmojiSuggestions(token: Token | null): EmojiSuggestions {
  const { locale } = useFormat();
  const query = token?.trigger === ':' ? token.query : undefined;
  const isWhole = token?.isClosed === true;
  const isWanted = query !== undefined;
  const [search, setSearch] = useState<EmojiSearch>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isMounted = true;
    loadEmojiSearch(locale).then(
      (loaded) => {
        if (isMounted) setSearch(loaded);
      },
      // The next word tries again.
      () => {},
    );
    return () => {
      isMounted = false;
    };
  }, [isWanted, locale]);
  return useMemo(() => {
    if (search === undefined || query === undefined) return { suggestions: none, whole: undefined };
    if (isWhole) return { suggestions: none, whole: search.byShortcode(query)?.emoji };
    const suggestions = search.find(query, maximumShown).map(({ emoji, name, shortcode }) => ({
      id: emoji,
      label: name,
      detail: `:${shortcode}:`,
      icon: createElement('span', { 'data-part': 'emoji-icon', 'aria-hidden': true }, emoji),
      text: emoji,
    }));
    return { suggestions, whole: undefined };
  }, [search, query, isWhole]);
}
