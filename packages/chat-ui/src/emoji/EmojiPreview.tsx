'use client';

import type { ReactNode } from 'react';
import type { EmojiSet } from './emoji-set.ts';

/** Props of {@link EmojiPreview}. */
export interface EmojiPreviewProps {
  readonly set: EmojiSet;
  readonly emoji: string | undefined;
}

/** Shows the emoji under the pointer or the focus, with what finds it. Screen readers have heard its name. */
export function EmojiPreview({ set, emoji }: EmojiPreviewProps): ReactNode {
  const entry = emoji === undefined ? undefined : set.entryOf(emoji);
  return (
    <div data-part="emoji-preview" aria-hidden="true">
      {entry !== undefined && (
        <>
          <span data-part="emoji-preview-glyph">{emoji}</span>
          <span data-part="emoji-preview-name">{entry.name}</span>
          <span data-part="emoji-preview-code" dir="ltr">
            :{entry.shortcodes[0]}:
          </span>
        </>
      )}
    </div>
  );
}
