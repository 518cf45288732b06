'use client';

import type { ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { ConfirmQuestion } from '../overlay/ConfirmQuestion.tsx';
import type { ThreadMenuProps } from './ThreadMenu.tsx';
import { TopicForm } from './TopicForm.tsx';

/** What the menu of a thread asks before it acts. */
export type ThreadQuestionKind = 'rename' | 'leave' | 'delete';

/** Props of {@link ThreadQuestion}. */
export interface ThreadQuestionProps extends ThreadMenuProps {
  readonly kind: ThreadQuestionKind;
  readonly onClose: () => void;
}

/** Asks for the new topic of a thread, or whether what cannot be undone is really wanted. */
export function ThreadQuestion(props: ThreadQuestionProps): ReactNode {
  const { kind, topic, onRename, onLeave, onDelete, onClose } = props;
  const labels = useAllLabels();
  const name = topic === '' ? labels.untitledThread : topic;
  if (kind === 'rename')
    return onRename && <TopicForm topic={topic} onSave={onRename} onClose={onClose} />;
  const isLeaving = kind === 'leave';
  const onConfirm = isLeaving ? onLeave : onDelete;
  return (
    onConfirm && (
      <ConfirmQuestion
        title={isLeaving ? labels.leaveQuestion(name) : labels.deleteThreadQuestion(name)}
        description={isLeaving ? labels.leaveExplanation : labels.deleteThreadExplanation}
        confirmLabel={isLeaving ? labels.leaveThread : labels.deleteThread}
        isDanger
        onConfirm={onConfirm}
        failedText={() => (isLeaving ? labels.leaveFailed : labels.deleteThreadFailed)}
        onClose={onClose}
      />
    )
  );
}
