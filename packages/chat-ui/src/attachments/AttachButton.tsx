'use client';

import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useComposerField } from '../composer/composer-field.ts';
import { ClipIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { listenForFiles } from './listen-for-files.ts';

/** Props of {@link AttachButton}. */
export interface AttachButtonProps {
  /** Takes the files that the user has chosen, pasted, or dropped on the thread. Nothing of them has been looked at. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files. Goes into `start` of a `Composer`, and also takes what is pasted into its field and dropped on its thread. */
export function AttachButton({ onFiles }: AttachButtonProps): ReactNode {
  const labels = useLabels();
  const inputRef = useComposerField()?.inputRef;
  const latest = useRef(onFiles);
  useLayoutEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const around = inputRef?.current?.closest<HTMLElement>(
      '[data-part="thread-pane"], [data-part="composer"]:not([data-part="thread-pane"] *)',
    );
    return around == null
      ? undefined
      : listenForFiles(around, labels.dropFiles, (files) => latest.current(files));
  }, [inputRef, labels]);
  return (
    <IconButton label={labels.attachFiles} onClick={() => chooseFiles(onFiles)}>
      <ClipIcon />
    </IconButton>
  );
}

function chooseFiles(onFiles: AttachButtonProps['onFiles']): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => onFiles(Array.from(input.files ?? [])));
  input.click();
}
