import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link UnreadDivider}. */
export interface UnreadDividerProps {
  /** Key of the first unread message, which stands below it. */
  readonly firstUnreadKey: string;
}

/** Stands above the first message that was unread when the list was opened. */
export function UnreadDivider(_props: UnreadDividerProps): ReactNode {
  const { unread } = useLabels();
  return (
    <div role="separator" aria-label={unread} data-part="unread-divider">
      <span>{unread}</span>
    </div>
  );
}
