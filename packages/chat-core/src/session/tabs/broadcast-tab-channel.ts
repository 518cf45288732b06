import { openBroadcastChannel } from '../../platform/broadcast-channel.ts';
import type { OpenTabChannel, SharedTable, TabMessage } from './tab-channel.ts';

/** Raised when messages change in a way that older tabs would misread. */
const version = 1;

/** Opens a BroadcastChannel `confab:<name>`, or a line that leads nowhere where there is none. */
export const openBroadcastTabChannel: OpenTabChannel = (name, onMessage) => {
  const channel = openBroadcastChannel(`confab:${name}`);
  let isClosed = false;
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readTabMessage(data, name);
    // One may still arrive that was under way when the line was closed.
    if (message !== undefined && !isClosed) onMessage(message);
  });
  return {
    post(message) {
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
        channel?.postMessage({ v: version, user: name, ...message });
      } catch {
        // It was a hint; a closed channel ends here, too.
      }
    },
    close() {
      isClosed = true;
      channel?.close();
    },
  };
};

function readTabMessage(data: unknown, name: string): TabMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  // Any other page of this origin may have sent it, so every field is checked.
  const { v, user, type, table } = data as Readonly<Record<string, unknown>>;
  if (v !== version || user !== name) return undefined;
  if (type === 'signing-out' || type === 'signed-out') return { type };
  return type === 'changed' && isSharedTable(table) ? { type, table } : undefined;
}

const tables: readonly SharedTable[] = ['outbox', 'changes', 'drafts', 'marks', 'uploads'];

function isSharedTable(value: unknown): value is SharedTable {
  return tables.some((table) => table === value);
}
