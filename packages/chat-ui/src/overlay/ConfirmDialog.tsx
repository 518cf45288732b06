'use client';

import { useRef, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { Dialog } from './Dialog.tsx';
import { ProblemLine } from './ProblemLine.tsx';
import { usePendingAction } from './use-pending-action.ts';

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

/** Asks before something that cannot be undone. The focus starts on Cancel, so a second Enter does no harm. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const labels = useLabels();
  const cancel = useRef<HTMLButtonElement>(null);
  const { isPending, problem, start } = usePendingAction({
    run: props.onConfirm,
    onDone: props.onClose,
    failedText: props.failedText,
  });

  return (
    <Dialog
      title={props.title}
      description={props.description}
      initialFocus={cancel}
      returnFocusTo={props.returnFocusTo}
      onClose={props.onClose}
      buttons={
        <>
          <button ref={cancel} type="button" data-part="plain-button" onClick={props.onClose}>
            {labels.cancel}
          </button>
          <button
            type="button"
            data-part="primary-button"
            data-state={props.isDanger === true ? 'danger' : undefined}
            aria-disabled={isPending || undefined}
            onClick={start}
          >
            {props.confirmLabel}
          </button>
        </>
      }
    >
      <ProblemLine text={problem} />
    </Dialog>
  );
}
