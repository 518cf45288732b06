'use client';

import { useEffect, type ReactNode } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { JumpState } from './use-message-jump.ts';

/** Props of {@link JumpNotice}. */
export interface JumpNoticeProps {
  readonly state: JumpState;
  readonly onGoOn: () => void;
  readonly onClose: () => void;
}

/** Says over the list that a message is being looked for, or why it was not found, and what can be done. */
export function JumpNotice({ state, onGoOn, onClose }: JumpNoticeProps): ReactNode {
  const labels = useAllLabels();
  const announcer = useAnnouncer();
  const text = textOf(state, labels);
  useEffect(() => announcer.say(text), [announcer, text]);
  return (
    <div data-part="jump-notice" data-state={state}>
      <span>{text}</span>
      {state === 'too-far' && (
        <button type="button" onClick={onGoOn}>
          {labels.keepLooking}
        </button>
      )}
      {state === 'failed' && (
        <button type="button" onClick={onGoOn}>
          {labels.tryAgain}
        </button>
      )}
      <button type="button" onClick={onClose}>
        {state === 'loading' ? labels.cancel : labels.close}
      </button>
    </div>
  );
}

function textOf(state: JumpState, labels: Labels): string {
  switch (state) {
    case 'loading':
      return labels.lookingForMessage;
    case 'too-far':
      return labels.messageTooFar;
    case 'not-found':
      return labels.messageNotFound;
    case 'failed':
      return labels.olderFailed;
  }
}
