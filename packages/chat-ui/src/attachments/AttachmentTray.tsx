'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useComposerField } from '../composer/composer-field.ts';
import { CloseIcon } from '../icons/action-icons.tsx';
import { FileIcon, RetryIcon } from '../icons/later-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { isPicture } from '../message/attachments.ts';
import { failureText } from '../message/failure-text.ts';
import type { PendingAttachment } from './pending-attachment.ts';

/** Props of {@link AttachmentTray}. */
export interface AttachmentTrayProps {
  readonly attachments: readonly PendingAttachment[];
  /** The bytes of an attachment, for its picture. */
  readonly blobOf: (id: string) => Blob | undefined;
  /** Takes a file away; its upload ends. */
  readonly onRemove: (id: string) => void;
  readonly onRetry: (id: string) => void;
}

/** The files that go out with the next message, above the text. */
export function AttachmentTray(props: AttachmentTrayProps): ReactNode {
  const labels = useAllLabels();
  if (props.attachments.length === 0) return null;
  return (
    <ul data-part="attachment-tray" aria-label={labels.attachments}>
      {props.attachments.map((attachment) => (
        <Chip key={attachment.id} {...props} attachment={attachment} />
      ))}
    </ul>
  );
}

function Chip({
  attachment,
  blobOf,
  onRemove,
  onRetry,
}: AttachmentTrayProps & { readonly attachment: PendingAttachment }): ReactNode {
  const labels = useAllLabels();
  const format = useFormat();
  const inputRef = useComposerField()?.inputRef;
  const { id, name, bytes, state, progress, failure } = attachment;
  const percent = Math.round(progress * 100);
  const details = {
    waiting: labels.uploadWaiting,
    uploading: labels.uploadProgress(percent),
    uploaded: format.bytes(bytes),
    failed: failureText(failure, labels) ?? labels.uploadFailed,
  }[state];
  return (
    <li data-part="attachment-chip" data-state={state}>
      <Thumbnail attachment={attachment} blob={blobOf(id)} />
      <span data-part="file-text">
        <bdi data-part="file-name" title={name}>
          {name}
        </bdi>
        <span data-part="file-details" title={details}>
          {details}
        </span>
      </span>
      {state === 'uploading' && (
        <progress data-part="upload-progress" max={100} value={percent} aria-label={name} />
      )}
      {state === 'failed' && failure?.retryable !== false && (
        <IconButton label={labels.retryUpload(name)} onClick={() => onRetry(id)}>
          <RetryIcon size={16} />
        </IconButton>
      )}
      <IconButton
        label={labels.removeAttachment(name)}
        onClick={({ currentTarget }) => {
          neighbourOf(currentTarget, inputRef?.current)?.focus();
          onRemove(id);
        }}
      >
        <CloseIcon size={16} />
      </IconButton>
    </li>
  );
}

/** What gets the focus of a button that goes with its file: that of the next file, or of the one before, else the field. */
function neighbourOf(
  button: HTMLElement,
  field: HTMLElement | null | undefined,
): HTMLElement | null | undefined {
  const chip = button.closest('[data-part="attachment-chip"]');
  const other = chip?.nextElementSibling ?? chip?.previousElementSibling;
  return other?.querySelector<HTMLElement>('button:last-of-type') ?? field;
}

function Thumbnail({
  attachment,
  blob,
}: {
  readonly attachment: PendingAttachment;
  readonly blob: Blob | undefined;
}): ReactNode {
  const address = useObjectUrl(isPicture(attachment) ? blob : undefined);
  const [broken, setBroken] = useState<string>();
  const isShown = address !== undefined && address !== broken;
  return (
    <span data-part="file-tile">
      {isShown ? <img src={address} alt="" onError={() => setBroken(address)} /> : <FileIcon />}
    </span>
  );
}

/** An address of this page for a blob, as long as the component is there. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(blob);
    // oxlint-disable-next-line react/set-state-in-effect -- the address exists only as long as the effect
    setAddress(made);
    return () => {
      setAddress(undefined);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}
