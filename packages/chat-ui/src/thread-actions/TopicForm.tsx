import { chatLimits } from '@confab/chat-core/model';
import { useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { createCompositionGuard } from '../composer/input-method.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { Dialog } from '../overlay/Dialog.tsx';
import { ProblemLine } from '../overlay/ProblemLine.tsx';
import { usePendingAction } from '../overlay/use-pending-action.ts';
import type { TopicDialogProps } from './TopicDialog.tsx';

/** What a `TopicDialog` shows: loaded with the first one. */
export function TopicForm({ topic, onSave, onClose }: TopicDialogProps): ReactNode {
  const labels = useAllLabels();
  const ids = { field: useId(), form: useId() };
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(topic);
  const [guard] = useState(createCompositionGuard);
  const wanted = text.trim();
  const { isPending, problem, start } = usePendingAction({
    run: () => (wanted === topic ? undefined : onSave(wanted)),
    onDone: onClose,
    failedText: () => labels.topicNotSaved,
  });
  const canSave = wanted !== '' && !isPending;

  return (
    <Dialog
      title={labels.renameThread}
      initialFocus={field}
      onClose={onClose}
      buttons={
        <>
          <button type="button" data-part="plain-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button
            type="submit"
            form={ids.form}
            data-part="primary-button"
            aria-disabled={!canSave || undefined}
          >
            {labels.saveEdit}
          </button>
        </>
      }
    >
      <form
        id={ids.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (canSave) start();
        }}
      >
        <label data-part="form-label" htmlFor={ids.field}>
          {labels.topic}
        </label>
        <input
          ref={field}
          id={ids.field}
          data-part="form-field"
          dir="auto"
          value={text}
          maxLength={chatLimits.maxTopicLength}
          onChange={(event) => setText(event.currentTarget.value)}
          onCompositionEnd={(event) => guard.end(event)}
          onKeyDown={(event: KeyboardEvent) => {
            // Enter that ends a word must not save half of the topic.
            if (event.key === 'Enter' && guard.ownerOf(event) !== 'user') event.preventDefault();
          }}
        />
      </form>
      <ProblemLine text={problem} />
    </Dialog>
  );
}
