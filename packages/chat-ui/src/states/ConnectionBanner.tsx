'use client';

import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, CheckingIcon, OfflineIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { bannerText, type BannerStatus } from './banner-text.ts';

/** Props of {@link ConnectionBanner}. */
export interface ConnectionBannerProps {
  readonly status: BannerStatus;
  /** Messages that went out when the connection came back; for `restored`. */
  readonly sentCount?: number | undefined;
  /** Shows "Sign in again" when the session has ended. */
  readonly onSignIn?: (() => void) | undefined;
  /** Shows "Connect" when the connection was stopped. */
  readonly onReconnect?: (() => void) | undefined;
}

/** One line above the conversation that says why nothing arrives and what happens next. Nothing while all is well. */
export function ConnectionBanner({
  status,
  sentCount = 0,
  onSignIn,
  onReconnect,
}: ConnectionBannerProps): ReactNode {
  const labels = useLabels();
  if (status === 'live') return null;
  const { Icon, tone } = looks[status];
  const isSignedOut = status === 'auth-blocked';
  const onAction = isSignedOut ? onSignIn : status === 'stopped' ? onReconnect : undefined;
  return (
    <div data-part="connection-banner" data-state={tone}>
      <Icon />
      <span>{bannerText(status, sentCount, labels)}</span>
      {onAction !== undefined && (
        <button type="button" data-part="text-button" onClick={onAction}>
          {isSignedOut ? labels.signInAgain : labels.connect}
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
