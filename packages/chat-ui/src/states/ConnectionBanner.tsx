'use client';

import type { ConnectionStatus } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, CheckingIcon, OfflineIcon } from '../icons/status-icons.tsx';
import type { Labels } from '../labels/labels.ts';
import { useLabels } from '../labels/use-labels.ts';

/** What a banner can say: how the connection stands, or `restored`. */
export type BannerStatus = ConnectionStatus | 'restored';

/** Props of {@link ConnectionBanner}. */
export interface ConnectionBannerProps {
  readonly status: BannerStatus;
  /** Messages that went out when the connection came back; for `restored`. */
  readonly sentCount?: number | undefined;
  /** Shows "Sign in again" when the session has ended. */
  readonly onSignIn?: (() => void) | undefined;
}

/** One line above the conversation that says why nothing arrives and what happens next. Nothing while all is well. */
export function ConnectionBanner({
  status,
  sentCount = 0,
  onSignIn,
}: ConnectionBannerProps): ReactNode {
  const labels = useLabels();
  if (status === 'live') return null;
  const { Icon, tone } = looks[status];
  return (
    <div data-part="connection-banner" data-state={tone}>
      <Icon />
      <span>{bannerText(status, sentCount, labels)}</span>
      {status === 'auth-blocked' && onSignIn !== undefined && (
        <button type="button" data-part="text-button" onClick={onSignIn}>
          {labels.signInAgain}
        </button>
      )}
    </div>
  );
}

type Tone = 'warning' | 'success' | 'danger';

const looks = {
  connecting: { Icon: CheckingIcon, tone: 'warning' },
  syncing: { Icon: CheckingIcon, tone: 'warning' },
  degraded: { Icon: CheckingIcon, tone: 'warning' },
  reconnecting: { Icon: CheckingIcon, tone: 'warning' },
  offline: { Icon: OfflineIcon, tone: 'warning' },
  stopped: { Icon: OfflineIcon, tone: 'warning' },
  'auth-blocked': { Icon: AlertIcon, tone: 'danger' },
  restored: { Icon: CheckIcon, tone: 'success' },
} as const satisfies Record<Exclude<BannerStatus, 'live'>, { Icon: unknown; tone: Tone }>;

function bannerText(
  status: Exclude<BannerStatus, 'live'>,
  sentCount: number,
  labels: Labels,
): string {
  switch (status) {
    case 'connecting':
      return labels.connectingBanner;
    case 'syncing':
      return labels.syncingBanner;
    case 'degraded':
      return labels.degradedBanner;
    case 'reconnecting':
      return labels.reconnectingBanner;
    case 'offline':
      return labels.offlineBanner;
    case 'stopped':
      return labels.stoppedBanner;
    case 'auth-blocked':
      return labels.authBlockedBanner;
    case 'restored':
      return labels.restoredBanner(sentCount);
  }
}
