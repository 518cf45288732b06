'use client';

import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Under a message that was not sent: why, and what can be done. */
export function MessageFailure(props: {
  readonly reason?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onDiscard?: (() => void) | undefined;
}): ReactNode {
  const labels = useLabels();
  return (
    <div data-part="message-failure">
      <span data-part="message-failure-reason">
        {props.reason === undefined
          ? labels.statusFailed
          : `${labels.statusFailed}. ${props.reason}`}
      </span>
      {props.onRetry !== undefined && (
        <button type="button" data-part="text-button" data-state="primary" onClick={props.onRetry}>
          {labels.retry}
        </button>
      )}
      {props.onDiscard !== undefined && (
        <button type="button" data-part="text-button" onClick={props.onDiscard}>
          {labels.discard}
        </button>
      )}
    </div>
  );
}
