import { useCallback, useLayoutEffect, useRef } from 'react';
import { readMentions, writeMentions, type Mention } from './mentions.ts';
import { moveMentions } from './move-mentions.ts';

/**
 * Keeps mentions beside the text that they belong to. Returns what takes a new one, right before its name is put into the text; it never
 * changes.
 */
export function useMentions(
  text: string,
  mentions: string | undefined,
  onChange: ((mentions: string | undefined, text: string) => void) | undefined,
): (mention: Mention) => void {
  const shown = useRef({ text, mentions });
  const coming = useRef<Mention>(undefined);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { text, mentions };
    // Who sets both at once, as another draft does, knows what belongs together.
    if (text === before.text || mentions !== before.mentions) return;
    const moved = moveMentions(readMentions(mentions, before.text), before.text, text);
    const added = coming.current;
    coming.current = undefined;
    const isThere = added !== undefined && text[added.start] === '@';
    const next = writeMentions(isThere ? [...moved, added] : moved);
    if (next !== mentions) onChange?.(next, text);
  }, [text, mentions, onChange]);
  return useCallback((mention) => {
    coming.current = mention;
  }, []);
}
