import { useRef, type ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { ConfirmDialogProps } from './ConfirmDialog.tsx';
import { Dialog } from './Dialog.tsx';
import { ProblemLine } from './ProblemLine.tsx';
import { usePendingAction } from './use-pending-action.ts';

/** What a `ConfirmDialog` shows: loaded with the first one. */
export function ConfirmQuestion(props: ConfirmDialogProps): ReactNode {
  const labels = useAllLabels();
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
