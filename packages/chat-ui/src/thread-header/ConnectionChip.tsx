'use client';

import type { ConnectionStatus } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { AlertIcon, CheckingIcon, OfflineIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { useLasting } from './use-lasting.ts';

/** Props of {@link ConnectionChip}. */
export interface ConnectionChipProps {
  readonly status: ConnectionStatus;
  /** How long the connection must be away before the chip shows, in ms. Default 2000. */
  readonly delayMs?: number | undefined;
}

/** Says in the header that the chat is not live, once that has lasted. Nothing while it is live. */
export function ConnectionChip({ status, delayMs = 2000 }: ConnectionChipProps): ReactNode {
  const labels = useLabels();
  const isShown = useLasting(status !== 'live', delayMs);
  if (!isShown || status === 'live') return null;
  const { Icon, text } = {
    connecting: { Icon: CheckingIcon, text: labels.connecting },
    syncing: { Icon: CheckingIcon, text: labels.syncing },
    degraded: { Icon: CheckingIcon, text: labels.degraded },
    offline: { Icon: OfflineIcon, text: labels.offline },
    reconnecting: { Icon: CheckingIcon, text: labels.reconnecting },
    stopped: { Icon: OfflineIcon, text: labels.connectionStopped },
    'auth-blocked': { Icon: AlertIcon, text: labels.authBlocked },
  }[status];
  return (
    <span data-part="connection-chip" data-state={status}>
      <Icon />
      {text}
    </span>
  );
}
