'use client';

import { useState, type ReactNode } from 'react';
import { DownloadIcon, FileIcon, ImageIcon } from '../icons/later-icons.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../root/Link.tsx';
import type { AttachmentProps } from './Attachment.tsx';
import { isPicture } from './attachments.ts';
import { boxOf } from './attachment-box.ts';

/** A picture in a box of its final size, or a file as a card. Both open in a new tab, and tell the other side nothing of this page. */
export function AttachmentContent({ attachment }: AttachmentProps): ReactNode {
  return isPicture(attachment) ? (
    <Picture attachment={attachment} />
  ) : (
    <FileCard attachment={attachment} />
  );
}

function Picture({ attachment }: AttachmentProps): ReactNode {
  const labels = useLabels();
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');
  const { url, name } = attachment;
  return (
    <Link
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-part="picture"
      data-state={state}
      style={boxOf(attachment)}
    >
      {state !== 'loaded' && (
        <span data-part="picture-note">
          <ImageIcon />
          <Details attachment={attachment} />
          {state === 'broken' && <span>{labels.pictureBroken}</span>}
        </span>
      )}
      {/* A picture that cannot be loaded leaves its box as it is: nothing moves. */}
      {state !== 'broken' && (
        <img
          src={url}
          alt={name}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={() => setState('loaded')}
          onError={() => setState('broken')}
        />
      )}
    </Link>
  );
}

function FileCard({ attachment }: AttachmentProps): ReactNode {
  return (
    <Link
      href={attachment.url}
      target="_blank"
      rel="noopener noreferrer"
      data-part="file"
      title={attachment.name}
    >
      <span data-part="file-tile">
        <FileIcon />
      </span>
      <span data-part="file-text">
        <bdi data-part="file-name">{attachment.name}</bdi>
        <span data-part="file-details">
          <FileKind attachment={attachment} />
        </span>
      </span>
      <DownloadIcon />
    </Link>
  );
}

function Details({ attachment }: AttachmentProps): ReactNode {
  const format = useFormat();
  const { name, bytes } = attachment;
  return (
    <span>
      <bdi>{name}</bdi>
      {bytes !== undefined && ` · ${format.bytes(bytes)}`}
    </span>
  );
}

function FileKind({ attachment }: AttachmentProps): ReactNode {
  const format = useFormat();
  const { name, bytes } = attachment;
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]?.toUpperCase();
  return [ending, bytes === undefined ? undefined : format.bytes(bytes)]
    .filter((part) => part !== undefined)
    .join(' · ');
}
