import type { CSSProperties } from 'react';
import type { MessageAttachment } from './attachments.ts';

/** Tallest box, in px. A picture of unknown size gets a box of three by two. */
const maximumHeight = 320;
const unknownBox = { width: 320, height: 213 };

/** The size of a picture on screen, known before anything of it is loaded. */
export function boxOf(attachment: MessageAttachment): CSSProperties {
  const { width = unknownBox.width, height = unknownBox.height } = attachment;
  const scale = Math.min(1, maximumHeight / height);
  return {
    inlineSize: `${Math.max(24, Math.round(width * scale))}px`,
    aspectRatio: `${width} / ${height}`,
  };
}
