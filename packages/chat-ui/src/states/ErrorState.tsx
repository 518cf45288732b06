'use client';

import type { ReactNode } from 'react';
import { AlertIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link ErrorState}. */
export interface ErrorStateProps {
  /** What happened, in a few words. */
  readonly title: string;
  /** What to do. Default: check the connection and try again. */
  readonly description?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** One line above what is still there, instead of the whole place. */
  readonly isCompact?: boolean | undefined;
}

/** Says what could not be loaded and offers to try again. */
export function ErrorState(props: ErrorStateProps): ReactNode {
  const labels = useLabels();
  const isCompact = props.isCompact === true;
  return (
    <div data-part="error-state" data-state={isCompact ? 'compact' : 'full'}>
      <AlertIcon size={isCompact ? 16 : 32} />
      <p data-part="state-title">{props.title}</p>
      {!isCompact && (
        <p data-part="state-description">{props.description ?? labels.loadFailedHint}</p>
      )}
      {props.onRetry !== undefined && (
        <button
          type="button"
          data-part={isCompact ? 'text-button' : 'primary-button'}
          data-state="primary"
          onClick={props.onRetry}
        >
          {labels.tryAgain}
        </button>
      )}
    </div>
  );
}
