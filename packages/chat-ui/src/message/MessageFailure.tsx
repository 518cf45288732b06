'use client';

import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link MessageFailure}. */
export interface MessageFailureProps {
  /** What did not work, such as "Not sent". */
  readonly title: string;
  /** Why, in one sentence. */
  readonly reason?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onDiscard?: (() => void) | undefined;
}

/** Under a message that was not sent or not changed: why, and what can be done. */
export function MessageFailure(props: MessageFailureProps): ReactNode {
  const { title, reason } = props;
  const labels = useLabels();
  const part = useRef<HTMLDivElement>(null);
  // The buttons go when they have been pressed: the row has the focus then.
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement) === true)
        element.closest<HTMLElement>('[data-part="row"]')?.focus({ preventScroll: true });
    };
  }, []);
  // A title may be a sentence already.
  const end = title.endsWith('.') ? '' : '.';
  return (
    <div ref={part} data-part="message-failure">
      <span data-part="message-failure-reason" dir="auto">
        {reason === undefined ? title : `${title}${end} ${reason}`}
      </span>
      {/* Together, so that they go to another line together. */}
      <span data-part="message-failure-buttons">
        {props.onRetry !== undefined && (
          <button
            type="button"
            data-part="text-button"
            data-state="primary"
            onClick={props.onRetry}
          >
            {labels.retry}
          </button>
        )}
        {props.onDiscard !== undefined && (
          <button type="button" data-part="text-button" onClick={props.onDiscard}>
            {labels.discard}
          </button>
        )}
      </span>
    </div>
  );
}
