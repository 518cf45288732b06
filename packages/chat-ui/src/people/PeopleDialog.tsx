'use client';

import { chatLimits } from '@confab/chat-core/model';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { Dialog } from '../overlay/Dialog.tsx';
import { ProblemLine } from '../overlay/ProblemLine.tsx';
import { usePendingAction } from '../overlay/use-pending-action.ts';
import { useToasts } from '../toasts/toasts.ts';
import { historyTime, type AddingOutcome, type PersonToAdd, type SharedHistory } from './adding.ts';
import { NotAdded } from './NotAdded.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import { HistoryChoice } from './HistoryChoice.tsx';

/** Props of {@link PeopleDialog}. */
export interface PeopleDialogProps {
  /** `new-thread` also asks for a topic, `add` for how much of the history they may see. */
  readonly purpose: 'new-thread' | 'add';
  /** Who can be chosen by name, without those who are in the thread. */
  readonly candidates: readonly AvatarPerson[];
  /** Name of the user, for a new thread without a topic: it is named after its people. */
  readonly ownName?: string | undefined;
  /** Adds them. The dialog stays while somebody could not be added, and when the promise rejects. */
  readonly onSubmit: (people: readonly PersonToAdd[], topic: string) => Promise<AddingOutcome>;
  readonly onClose: () => void;
  /** The present time in ms. */
  readonly now?: () => number;
}

/** Chooses people for a new thread, or for one that is there. Those who could not be added are listed, each with the reason. */
export function PeopleDialog(props: PeopleDialogProps): ReactNode {
  const { purpose, now = Date.now } = props;
  const isNew = purpose === 'new-thread';
  const labels = useAllLabels();
  const announcer = useAnnouncer();
  const topicId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<readonly AvatarPerson[]>([]);
  const [topic, setTopic] = useState('');
  const [history, setHistory] = useState<{ shared: SharedHistory; date: string }>({
    shared: 'all',
    date: '',
  });
  const [outcome, setOutcome] = useState<AddingOutcome>();
  const toasts = useToasts();

  function topicFor(people: readonly PersonToAdd[]): string {
    if (!isNew || topic.trim() !== '') return topic.trim();
    const names = [props.ownName, ...people.map((person) => person.displayName)];
    return names.filter(Boolean).join(', ');
  }

  const { isPending, problem, start } = usePendingAction({
    async run(isOpen) {
      const shareHistoryTime = isNew ? undefined : historyTime(history.shared, history.date, now());
      const people = chosen.map(({ userId, displayName }) => ({
        userId,
        ...(displayName !== undefined && { displayName }),
        ...(shareHistoryTime && { shareHistoryTime }),
      }));
      const next = await (outcome?.retryFailed() ?? props.onSubmit(people, topicFor(people)));
      setOutcome(next);
      const missing = labels.notAddedCount(next.failed.length);
      if (next.failed.length > 0 && !isOpen()) toasts.show({ text: missing });
      else if (next.failed.length > 0) announcer.alert(missing);
      else if (!isNew) announcer.say(labels.peopleAdded);
      return next.failed.length === 0 && isOpen() ? props.onClose() : undefined;
    },
    onDone: () => {},
    failedText: () => labels.addingFailed,
  });
  const failed = outcome?.failed ?? [];
  const isReady = chosen.length > 0 && (history.shared !== 'since' || history.date !== '');
  const canRetry = failed.some(({ retryable }) => retryable);

  return (
    <Dialog
      title={isNew ? labels.newThread : labels.addPeople}
      initialFocus={field}
      onClose={props.onClose}
      buttons={
        failed.length > 0 ? (
          <>
            <button type="button" data-part="plain-button" onClick={props.onClose}>
              {labels.close}
            </button>
            {canRetry && <MainButton label={labels.tryAgain} isOn={!isPending} onPress={start} />}
          </>
        ) : (
          <>
            <button type="button" data-part="plain-button" onClick={props.onClose}>
              {labels.cancel}
            </button>
            <MainButton
              label={isNew ? labels.createThread : labels.add}
              isOn={isReady && !isPending}
              onPress={start}
            />
          </>
        )
      }
    >
      {failed.length > 0 ? (
        <NotAdded failed={failed} />
      ) : (
        <>
          {isNew && (
            <div>
              <label data-part="form-label" htmlFor={topicId}>
                {labels.topicOptional}
              </label>
              <input
                id={topicId}
                data-part="form-field"
                dir="auto"
                value={topic}
                maxLength={chatLimits.maxTopicLength}
                onChange={(event) => setTopic(event.currentTarget.value)}
              />
            </div>
          )}
          <PeoplePicker
            candidates={props.candidates}
            chosen={chosen}
            onChange={setChosen}
            fieldRef={field}
          />
          {!isNew && <HistoryChoice value={history} onChange={setHistory} />}
        </>
      )}
      <ProblemLine text={problem} />
    </Dialog>
  );
}

function MainButton(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      data-part="primary-button"
      aria-disabled={!props.isOn || undefined}
      onClick={() => {
        if (props.isOn) props.onPress();
      }}
    >
      {props.label}
    </button>
  );
}
