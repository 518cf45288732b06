'use client';

import type { ConnectionStatus } from '@confab/chat-core/model';
import { useChatSession, useConnection } from '@confab/chat-react';
import { createContext, useContext, useEffect, useState, type Context } from 'react';
import { useLastingAnnouncement } from '../announcer/use-lasting-announcement.ts';
import { useLabels } from '../labels/use-labels.ts';
import { bannerText } from '../states/banner-text.ts';
import {
  lossDelayMs,
  quietNotice,
  watchConnection,
  type ConnectionNotice,
} from './watch-connection.ts';

/** What a `ChatApp` says about the connection. `null`: a thread watches it itself. */
export const ConnectionNoticeContext: Context<ConnectionNotice | null> =
  createContext<ConnectionNotice | null>(null);

/** The number of messages that went out settles within this time. */
const countingMs = 1000;

/** What there is to say about the connection, which it also says to screen readers: once, by whatever is outermost. */
export function useConnectionNotice(): ConnectionNotice {
  const above = useContext(ConnectionNoticeContext);
  const isOutermost = above === null;
  const session = useChatSession();
  const { status } = useConnection();
  const labels = useLabels();
  const [own, setOwn] = useState(quietNotice);
  useEffect(() => {
    if (!isOutermost) return undefined;
    const stop = watchConnection((listener) => session.subscribe(listener), setOwn);
    return () => {
      stop();
      setOwn(quietNotice);
    };
  }, [session, isOutermost]);

  // Slow updates show as a chip only; a chip is two words.
  const said = own.status ?? (status === 'degraded' ? status : 'live');
  const delays = { restored: countingMs, degraded: lossDelayMs };
  useLastingAnnouncement(
    isOutermost ? bannerText(said, own.sentCount, labels) : '',
    said === 'restored' || said === 'degraded' ? delays[said] : 0,
  );
  return above ?? own;
}

/** What the header says: states that pass by themselves, while no banner speaks. A loss is the banner's. */
export function chipStatus(
  status: ConnectionStatus,
  notice: ConnectionNotice,
): ConnectionStatus | undefined {
  const isPassing = status === 'connecting' || status === 'syncing' || status === 'degraded';
  return isPassing && notice.status === undefined ? status : undefined;
}
