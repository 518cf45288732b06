'use client';

import type { ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';
import type { OverlayAnchor } from '../overlay/menu-action.ts';
import { useOverlayPlace } from '../overlay/overlay-place.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';
import { emojiPickerChunk } from './emoji-chunks.ts';

/** Props of {@link EmojiPicker}. */
export interface EmojiPickerProps {
  readonly anchor: OverlayAnchor;
  /** Gets the focus when the picker closes. Default: the anchor. */
  readonly returnFocusTo?: HTMLElement | null | undefined;
  /** Called with the emoji that was picked. Then the picker closes, unless Shift was held to pick more. */
  readonly onSelect: (emoji: string) => void;
  readonly onClose: () => void;
}

/**
 * An open emoji picker beside an element: render it to open one. It gets the focus; Escape or a press elsewhere close it. Its
 * code and the names of the emoji, in the language of the provider, are loaded with the first one, from where the app is.
 */
export function EmojiPicker(props: EmojiPickerProps): ReactNode {
  const place = useOverlayPlace();
  const { locale } = useFormat();
  const parts = useLazyPart(emojiPickerChunk(locale), props.onClose);
  return parts === undefined ? null : (
    <parts.EmojiSurface {...props} finder={parts} place={place()} />
  );
}
