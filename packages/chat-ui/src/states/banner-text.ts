import type { ConnectionStatus } from '@confab/chat-core/model';
import type { CoreLabels } from '../labels/core-labels.ts';

/** What a banner can say: how the connection stands, or `restored`. */
export type BannerStatus = ConnectionStatus | 'restored';

/** The sentence of a banner; empty while all is well. `sentCount`: messages that went out when the connection came back. */
export function bannerText(status: BannerStatus, sentCount: number, labels: CoreLabels): string {
  switch (status) {
    case 'live':
      return '';
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
