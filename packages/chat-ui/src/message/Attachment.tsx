'use client';

import type { ReactNode } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useChunk } from '../root/chunk.ts';
import { isPicture, type MessageAttachment } from './attachments.ts';
import { boxOf } from './attachment-box.ts';

/** Props of {@link Attachment}. */
export interface AttachmentProps {
  readonly attachment: MessageAttachment;
}

/**
 * A picture or a file of a message. Its box has its size at once; what is in it is loaded with the first attachment, and until then, or when
 * that fails, it is the file's name.
 */
export function Attachment({ attachment }: AttachmentProps): ReactNode {
  const loaded = useChunk(laterChunk);
  if (loaded !== undefined) return <loaded.AttachmentContent attachment={attachment} />;
  const name = <bdi>{attachment.name}</bdi>;
  return isPicture(attachment) ? (
    <span data-part="picture" data-state="loading" style={boxOf(attachment)}>
      <span data-part="picture-note">{name}</span>
    </span>
  ) : (
    <span data-part="file" title={attachment.name}>
      {name}
    </span>
  );
}
