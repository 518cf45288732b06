'use client';

import type { ComponentType } from 'react';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';

/** Props of {@link ConfirmDialog}. */
export interface ConfirmDialogProps {
  /** The question. */
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly description: string;
  /** The button that does it, such as "Delete". */
  readonly confirmLabel: string;
  readonly isDanger?: boolean | undefined;
  /** Does it. While its promise is open the dialog waits; when it rejects, the dialog stays and shows `failedText`. */
  readonly onConfirm: () => void | Promise<unknown>;
  /** What to show when it did not work. */
  readonly failedText: (error: unknown) => string;
  readonly returnFocusTo?: HTMLElement | null | undefined;
  /** It is done, or the user does not want it. */
  readonly onClose: () => void;
}

/**
 * Asks before something that cannot be undone. The focus starts on Cancel, so a second Enter does no harm. Its code is loaded with the
 * first question.
 */
export const ConfirmDialog: ComponentType<ConfirmDialogProps> = createLaterPart(
  laterChunk,
  (parts) => parts.ConfirmQuestion,
);
