'use client';

import { useConnection } from '@confab/chat-react';
import type { ReactNode } from 'react';
import { ConnectionBanner } from '../states/ConnectionBanner.tsx';
import type { ConnectionNotice } from './watch-connection.ts';

/** Props of {@link ConnectedBanner}. */
export interface ConnectedBannerProps {
  readonly notice: ConnectionNotice;
  readonly onSignIn: (() => void) | undefined;
}

/** Says what is wrong with the connection, and offers what the user can do about it. */
export function ConnectedBanner({ notice, onSignIn }: ConnectedBannerProps): ReactNode {
  const { reconnect } = useConnection();
  const { status, sentCount } = notice;
  if (status === undefined) return null;
  return (
    <ConnectionBanner
      status={status}
      sentCount={sentCount}
      onSignIn={onSignIn}
      onReconnect={reconnect}
    />
  );
}
