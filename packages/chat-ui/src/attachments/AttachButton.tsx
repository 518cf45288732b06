'use client';

import { useEffect, type ReactNode } from 'react';
import { useComposerField } from '../composer/composer-field.ts';
import { ClipIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { createChunk, useChunk } from '../root/chunk.ts';

/** Comes after the page. */
const fileTakers = createChunk(() => import('./take-files.ts'));

/** Props of {@link AttachButton}. */
export interface AttachButtonProps {
  /**
   * Takes the files that the user has chosen, pasted, or dropped on the thread. Nothing of them has been looked at. Keep the
   * function the same between renders.
   */
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files. Goes into `start` of a `Composer`, and also takes what is pasted into its field and dropped on its thread. */
export function AttachButton({ onFiles }: AttachButtonProps): ReactNode {
  const { attachFiles, dropFiles } = useLabels();
  const inputRef = useComposerField()?.inputRef;
  const takers = useChunk(fileTakers);
  useEffect(
    () => takers?.listenAround(inputRef?.current, dropFiles, onFiles),
    [takers, inputRef, dropFiles, onFiles],
  );
  return (
    <IconButton label={attachFiles} onClick={() => takers?.chooseFiles(onFiles)}>
      <ClipIcon />
    </IconButton>
  );
}
