'use client';

import { useConnection } from '@confab/chat-react';
import { useLastingAnnouncement } from '../announcer/use-lasting-announcement.ts';
import { useLabels } from '../labels/use-labels.ts';

/** Most losses are over before anybody has to know. */
const delayMs = 2000;

/** Says that the connection was lost, once that has lasted, and that it is back. */
export function useConnectionAnnouncement(): void {
  const { status } = useConnection();
  const labels = useLabels();
  const texts: Partial<Record<typeof status, string>> = {
    offline: labels.offlineBanner,
    reconnecting: labels.reconnectingBanner,
    degraded: labels.degradedBanner,
    'auth-blocked': labels.authBlockedBanner,
  };
  useLastingAnnouncement(texts[status] ?? '', delayMs, labels.restoredBanner(0));
}
