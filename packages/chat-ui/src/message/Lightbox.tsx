'use client';

import type { ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { DialogSurface } from '../overlay/DialogSurface.tsx';
import { useOverlayPlace } from '../overlay/overlay-place.ts';
import type { MessageAttachment } from './attachments.ts';
import type { ReadAttachment } from './read-attachments.ts';
import { saveFile } from './save-file.ts';

/** Props of {@link Lightbox}. */
export interface LightboxProps extends ReadAttachment {
  readonly attachment: MessageAttachment;
  readonly onClose: () => void;
}

/** A picture as large as the window. Escape closes it, and gives the focus back. */
export function Lightbox({ attachment, address, isLocal, onClose }: LightboxProps): ReactNode {
  const labels = useAllLabels();
  const place = useOverlayPlace();
  const { name, width, height } = attachment;
  return (
    <DialogSurface
      title={name}
      look="lightbox"
      place={place()}
      onClose={onClose}
      buttons={
        <button
          type="button"
          data-part="plain-button"
          onClick={() => saveFile(address, isLocal ? name : undefined)}
        >
          {isLocal ? labels.download : labels.openInNewTab}
        </button>
      }
    >
      <img
        src={address}
        alt={name}
        width={width}
        height={height}
        referrerPolicy="no-referrer"
        data-part="lightbox-picture"
      />
    </DialogSurface>
  );
}
