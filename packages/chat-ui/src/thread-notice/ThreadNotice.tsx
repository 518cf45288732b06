'use client';

import { useId, type ReactNode, type Ref } from 'react';
import { CloseIcon, LockIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { AlertIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link ThreadNotice}. */
export interface ThreadNoticeProps {
  /** What happened: one sentence. */
  readonly title: string;
  /** What follows from it, and what to do. */
  readonly description?: string | undefined;
  /** `ended`: it stands where the composer was. `warning`: something may be lost. Default `info`: good to know. */
  readonly tone?: 'info' | 'warning' | 'ended' | undefined;
  readonly actionLabel?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  /** Shows a button that takes the notice away. */
  readonly onDismiss?: (() => void) | undefined;
  /** Its box, which can then be given the focus: where it replaces what had it. */
  readonly boxRef?: Ref<HTMLDivElement> | undefined;
}

/** Says above the composer, or in its place, what is different about this thread, what follows from it, and what to do. */
export function ThreadNotice(props: ThreadNoticeProps): ReactNode {
  const labels = useLabels();
  const { tone = 'info', onAction, boxRef } = props;
  const textId = useId();
  return (
    <div data-part="thread-notice" data-state={tone}>
      <div
        ref={boxRef}
        data-part="thread-notice-box"
        role="group"
        aria-labelledby={textId}
        tabIndex={boxRef === undefined ? undefined : -1}
      >
        {tone === 'ended' ? <LockIcon /> : <AlertIcon />}
        <div data-part="thread-notice-text" id={textId} dir="auto">
          <p data-part="thread-notice-title">{props.title}</p>
          {props.description !== undefined && <p>{props.description}</p>}
        </div>
        {props.actionLabel !== undefined && onAction !== undefined && (
          <button type="button" data-part="plain-button" onClick={onAction}>
            {props.actionLabel}
          </button>
        )}
        {props.onDismiss !== undefined && (
          <IconButton label={labels.dismiss} onClick={props.onDismiss}>
            <CloseIcon size={16} />
          </IconButton>
        )}
      </div>
    </div>
  );
}
