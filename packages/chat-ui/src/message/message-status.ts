import type { MessageSendState, MessageStatus } from '@confab/chat-core/model';
import type { ComponentType } from 'react';
import type { IconProps } from '../icons/Icon.tsx';
import {
  AlertIcon,
  CheckIcon,
  CheckingIcon,
  ClockIcon,
  DoubleCheckIcon,
  OfflineIcon,
} from '../icons/status-icons.tsx';
import type { CoreLabels } from '../labels/core-labels.ts';

/** How one status looks and reads. */
export interface MessageStatusLook {
  readonly Icon: ComponentType<IconProps>;
  readonly label: (labels: CoreLabels) => string;
  /** Whether the label stands in the place of the time, because it explains why nothing moves. */
  readonly replacesTime: boolean;
  /** A settled status needs its glyph only where a group ends; any other one shows on every row. */
  readonly isSettled: boolean;
}

/** The one table of statuses: glyph and text of each. */
export const messageStatusLooks: Readonly<Record<MessageStatus, MessageStatusLook>> = {
  queued: { Icon: OfflineIcon, label: (l) => l.statusQueued, replacesTime: true, isSettled: false },
  sending: {
    Icon: ClockIcon,
    label: (l) => l.statusSending,
    replacesTime: false,
    isSettled: false,
  },
  checking: {
    Icon: CheckingIcon,
    label: (l) => l.statusChecking,
    replacesTime: true,
    isSettled: false,
  },
  sent: { Icon: CheckIcon, label: (l) => l.statusSent, replacesTime: false, isSettled: true },
  read: { Icon: DoubleCheckIcon, label: (l) => l.statusRead, replacesTime: false, isSettled: true },
  failed: { Icon: AlertIcon, label: (l) => l.statusFailed, replacesTime: false, isSettled: false },
};

/** The status that an own message shows. Only a message that the service has stored can have been read. */
export function messageStatusOf(sendState: MessageSendState, isReadByAll: boolean): MessageStatus {
  return sendState === 'sent' && isReadByAll ? 'read' : sendState;
}
