'use client';

import type { ComponentType } from 'react';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';

/** Props of {@link TopicDialog}. */
export interface TopicDialogProps {
  /** The topic as it is. */
  readonly topic: string;
  /** Takes the new one. While its promise is open the dialog waits; when it rejects, the text stays in the field. */
  readonly onSave: (topic: string) => void | Promise<unknown>;
  readonly onClose: () => void;
}

/** Changes the topic of a thread. Its code is loaded when it opens first. */
export const TopicDialog: ComponentType<TopicDialogProps> = createLaterPart(
  laterChunk,
  (parts) => parts.TopicForm,
);
