import type { MouseEvent, ReactNode } from 'react';
import { DownIcon } from '../icons/action-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link NewMessagesPill}. */
export interface NewMessagesPillProps {
  /** How many messages have arrived below. With 0 the pill is only an arrow that leads to the end. */
  readonly count: number;
  readonly onClick: (event: MouseEvent) => void;
}

/** Floats over the end of the list while the reader is away from it. */
export function NewMessagesPill({ count, onClick }: NewMessagesPillProps): ReactNode {
  const labels = useLabels();
  return (
    <button
      type="button"
      data-part="new-messages-pill"
      data-state={count > 0 ? 'new' : 'away'}
      aria-label={count > 0 ? undefined : labels.jumpToLatest}
      title={labels.jumpToLatest}
      onClick={onClick}
    >
      {count > 0 && <span>{labels.newMessages(count)}</span>}
      <DownIcon size={18} />
    </button>
  );
}
