'use client';

import { useState, type ComponentType, type ReactNode } from 'react';
import { useComposerField } from '../composer/composer-field.ts';
import { SmileIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';
import type { ComposerEmojiProps } from './ComposerEmoji.tsx';

const LazyEmoji: ComponentType<ComposerEmojiProps> = createLaterPart(
  laterChunk,
  (parts) => parts.ComposerEmoji,
);

/** Opens the emoji picker for the field around it. Goes into `end` of a `Composer`. */
export function EmojiButton(): ReactNode {
  const labels = useLabels();
  const field = useComposerField();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        label={labels.insertEmoji}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <SmileIcon />
      </IconButton>
      {anchor && field && (
        <LazyEmoji anchor={anchor} inputRef={field.inputRef} onClose={() => setAnchor(null)} />
      )}
    </>
  );
}
