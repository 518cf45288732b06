'use client';

import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { Mention } from '../mentions/mentions.ts';
import { useOverlayPlace } from '../overlay/overlay-place.ts';
import { SuggestionSurface } from '../overlay/SuggestionSurface.tsx';
import { insertText } from './insert-text.ts';
import type { Suggestion } from './suggestion.ts';
import { useEmojiSuggestions } from './use-emoji-suggestions.ts';
import { useFieldList } from './use-field-list.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePeopleSuggestions } from './use-people-suggestions.ts';
import { useToken } from './use-token.ts';

/** Props of {@link Suggestions}. */
export interface SuggestionsProps {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly people: readonly AvatarPerson[] | undefined;
  /** Told of a mention right before its name is put into the text. */
  readonly onMention: (mention: Mention) => void;
}

/**
 * Offers what fits the word that is being typed. The focus stays in the field: arrow keys go through the list, Enter and Tab take what is
 * marked, Escape closes it.
 */
export function Suggestions({ inputRef, people, onMention }: SuggestionsProps): ReactNode {
  const labels = useAllLabels();
  const announcer = useAnnouncer();
  const place = useOverlayPlace();
  const listId = useId();
  const { token, dismiss } = useToken(inputRef);
  const found = usePeopleSuggestions(token, people);
  const emoji = useEmojiSuggestions(token);
  const suggestions = token?.trigger === ':' ? emoji.suggestions : found;
  const count = suggestions.length;
  const isOpen = token !== null && count > 0;
  const [marked, setMarked] = useState({ suggestions, index: 0 });
  const isChosen = marked.suggestions === suggestions;
  const index = isChosen ? marked.index : 0;
  const optionId = (at: number): string => `${listId}-${at}`;

  const { whole } = emoji;
  /** Where a shortcode was replaced last: undone, it stays what was typed. */
  const replacedAt = useRef<number>(undefined);
  useEffect(() => {
    const input = inputRef.current;
    if (token === null) replacedAt.current = undefined;
    if (input === null || token === null || whole === undefined) return;
    if (replacedAt.current === token.start) return;
    replacedAt.current = token.start;
    // Not while React commits: it would set the field back to what it has just rendered.
    queueMicrotask(() => {
      input.setSelectionRange(token.start, token.end);
      insertText(input, whole);
    });
  }, [inputRef, token, whole]);

  const take = (suggestion: Suggestion | undefined): void => {
    const input = inputRef.current;
    if (input === null || token === null || suggestion === undefined) return;
    const { text, userId } = suggestion;
    const { start } = token;
    const hasSpace = input.value[token.end] === ' ';
    if (userId !== undefined) onMention({ userId, start, length: text.length });
    input.focus({ preventScroll: true });
    input.setSelectionRange(start, token.end);
    insertText(input, hasSpace ? text : `${text} `);
    const behind = start + text.length + 1;
    if (hasSpace) input.setSelectionRange(behind, behind);
    dismiss();
  };
  useListKeys(inputRef, isOpen, {
    onMove: (step) => setMarked({ suggestions, index: (index + step + count) % count }),
    onTake: () => take(suggestions[index]),
    onClose: dismiss,
  });
  // The first one is marked by itself, and said only when somebody goes through the list.
  useFieldList(
    inputRef,
    isOpen ? listId : undefined,
    isOpen && isChosen ? optionId(index) : undefined,
  );
  useEffect(() => {
    if (isOpen) announcer.say(labels.suggestionCount(count));
  }, [isOpen, count, announcer, labels]);

  if (!isOpen) return null;
  return (
    <SuggestionSurface
      id={listId}
      label={labels.suggestions}
      fieldRef={inputRef}
      place={place()}
      onClose={dismiss}
    >
      {suggestions.map((suggestion, at) => (
        // The field has the focus, and its keys choose.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={suggestion.id}
          id={optionId(at)}
          role="option"
          aria-selected={at === index}
          data-part="suggestion"
          // The focus, and with it the keyboard of a phone, stays in the field.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(suggestion)}
        >
          {suggestion.icon}
          <bdi>{suggestion.label}</bdi>
          {suggestion.detail !== undefined && <bdi data-part="detail">{suggestion.detail}</bdi>}
        </div>
      ))}
    </SuggestionSurface>
  );
}
