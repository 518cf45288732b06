'use client';

import type { ReactNode, RefObject } from 'react';
import { insertText } from '../suggestions/insert-text.ts';
import { EmojiPicker } from './EmojiPicker.tsx';

/** Props of {@link ComposerEmoji}. */
export interface ComposerEmojiProps {
  readonly anchor: HTMLElement;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onClose: () => void;
}

/** The open emoji picker of a composer: what is picked stands where the caret was. */
export function ComposerEmoji({ anchor, inputRef, onClose }: ComposerEmojiProps): ReactNode {
  return (
    <EmojiPicker
      anchor={anchor}
      onSelect={(emoji) => {
        const input = inputRef.current;
        input?.focus({ preventScroll: true });
        if (input !== null) insertText(input, emoji);
      }}
      onClose={() => {
        onClose();
        inputRef.current?.focus({ preventScroll: true });
      }}
    />
  );
}
