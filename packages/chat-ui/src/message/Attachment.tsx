'use client';

import { useState, type CSSProperties, type ReactNode } from 'react';
import { DownloadIcon, FileIcon, ImageIcon } from '../icons/action-icons.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../root/Link.tsx';
import { isPicture, type MessageAttachment } from './attachments.ts';

/** Props of {@link Attachment}. */
export interface AttachmentProps {
  readonly attachment: MessageAttachment;
}

/** A picture in a box of its final size, or a file as a card. Both open in a new tab, and tell the other side nothing of this page. */
export function Attachment({ attachment }: AttachmentProps): ReactNode {
  return isPicture(attachment) ? (
    <Picture attachment={attachment} />
  ) : (
    <FileCard attachment={attachment} />
  );
}

/** Tallest box, in px. A picture of unknown size gets a box of three by two. */
const maximumHeight = 320;
const unknownBox = { width: 320, height: 213 };

function Picture({ attachment }: AttachmentProps): ReactNode {
  const labels = useLabels();
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');
  const { url, name, width = unknownBox.width, height = unknownBox.height } = attachment;
  return (
    <Link
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-part="picture"
      data-state={state}
      style={boxStyle(width, height)}
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

function boxStyle(width: number, height: number): CSSProperties {
  const scale = Math.min(1, maximumHeight / height);
  return {
    inlineSize: `${Math.max(24, Math.round(width * scale))}px`,
    aspectRatio: `${width} / ${height}`,
  };
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
