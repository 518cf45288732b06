'use client';

import { useContext, useState, type MouseEvent, type ReactNode } from 'react';
import { DownloadIcon, FileIcon, ImageIcon } from '../icons/later-icons.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { Link } from '../root/Link.tsx';
import { useToasts } from '../toasts/toasts.ts';
import type { AttachmentProps } from './Attachment.tsx';
import { AttachmentSourceContext } from './attachment-source.ts';
import { isPicture } from './attachments.ts';
import { boxOf } from './attachment-box.ts';
import { Lightbox } from './Lightbox.tsx';
import { readAttachment } from './read-attachments.ts';
import { saveFile } from './save-file.ts';
import { useAttachment, useIsPublic, type AttachmentState } from './use-attachment.ts';

/**
 * A picture in a box of its final size, which opens large, or a file as a card. What has an address opens in a new tab, and tells the other
 * side nothing of this page; what the service gives only to members is read for this user.
 */
export function AttachmentContent({ attachment }: AttachmentProps): ReactNode {
  return isPicture(attachment) ? (
    <Picture attachment={attachment} />
  ) : (
    <FileCard attachment={attachment} />
  );
}

function Picture({ attachment }: AttachmentProps): ReactNode {
  const labels = useAllLabels();
  const { url, name } = attachment;
  const source = useAttachment(url);
  const [drawn, setDrawn] = useState<{ readonly address: string; readonly isBroken: boolean }>();
  const [isLarge, setIsLarge] = useState(false);
  const state = stateOf(source, drawn);
  const common = {
    'data-part': 'picture',
    'data-state': state,
    style: boxOf(attachment),
    onClick: (event: MouseEvent) => {
      if (hasOtherMeaning(event) || state !== 'loaded') return;
      event.preventDefault();
      setIsLarge(true);
    },
  };
  const content = (
    <>
      {state !== 'loaded' && (
        <span data-part="picture-note">
          <ImageIcon />
          <Details attachment={attachment} />
          {state === 'broken' && <span>{labels.pictureBroken}</span>}
        </span>
      )}
      {/* A picture that cannot be loaded leaves its box as it is: nothing moves. */}
      {source.state === 'read' && state !== 'broken' && (
        <img
          src={source.address}
          alt={name}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={() => setDrawn({ address: source.address, isBroken: false })}
          onError={() => setDrawn({ address: source.address, isBroken: true })}
        />
      )}
    </>
  );
  return (
    <>
      {source.state === 'read' && !source.isLocal ? (
        <Link href={url} target="_blank" rel="noopener noreferrer" {...common}>
          {content}
        </Link>
      ) : (
        <button type="button" aria-label={name} {...common}>
          {content}
        </button>
      )}
      {isLarge && source.state === 'read' && (
        <Lightbox
          attachment={attachment}
          address={source.address}
          isLocal={source.isLocal}
          onClose={() => setIsLarge(false)}
        />
      )}
    </>
  );
}

function stateOf(
  source: AttachmentState,
  drawn: { readonly address: string; readonly isBroken: boolean } | undefined,
): 'loading' | 'loaded' | 'broken' {
  if (source.state === 'failed') return 'broken';
  if (source.state === 'reading' || drawn?.address !== source.address) return 'loading';
  return drawn.isBroken ? 'broken' : 'loaded';
}

/** The browser opens a link apart when it is pressed with a key, or with another button. */
function hasOtherMeaning(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function FileCard({ attachment }: AttachmentProps): ReactNode {
  const labels = useAllLabels();
  const toasts = useToasts();
  const load = useContext(AttachmentSourceContext);
  const { url, name } = attachment;
  const content = (
    <>
      <span data-part="file-tile">
        <FileIcon />
      </span>
      <span data-part="file-text">
        <bdi data-part="file-name">{name}</bdi>
        <span data-part="file-details">
          <FileKind attachment={attachment} />
        </span>
      </span>
      <DownloadIcon />
    </>
  );
  if (useIsPublic(url) || load === null) {
    return (
      <Link href={url} target="_blank" rel="noopener noreferrer" data-part="file" title={name}>
        {content}
      </Link>
    );
  }
  const save = async (): Promise<void> => {
    try {
      const { address, isLocal } = await readAttachment(load, url, new AbortController().signal);
      saveFile(address, isLocal ? name : undefined);
    } catch {
      toasts.show({ text: labels.fileNotLoaded });
    }
  };
  return (
    <button type="button" data-part="file" title={name} onClick={() => void save()}>
      {content}
    </button>
  );
}

function Details({ attachment }: AttachmentProps): ReactNode {
  const format = useFormat();
  const { name, bytes } = attachment;
  return (
    <span>
      <bdi>{name}</bdi>
      {bytes !== undefined && (
        <>
          {' · '}
          <bdi>{format.bytes(bytes)}</bdi>
        </>
      )}
    </span>
  );
}

function FileKind({ attachment }: AttachmentProps): ReactNode {
  const format = useFormat();
  const { name, bytes } = attachment;
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]?.toUpperCase();
  // Apart from each other: in a right-to-left page the number stays with its unit.
  return (
    <>
      {ending !== undefined && <bdi>{ending}</bdi>}
      {ending !== undefined && bytes !== undefined && ' · '}
      {bytes !== undefined && <bdi>{format.bytes(bytes)}</bdi>}
    </>
  );
}
