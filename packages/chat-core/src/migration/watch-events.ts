import type { ChatClient, ChatEventId, ChatMessageReceivedEvent } from '@azure/communication-chat';

import { describe } from './describe.ts';

/** How often the agent hears each event until the case is closed. */
const expected = {
  realTimeNotificationConnected: 1,
  chatThreadCreated: 2,
  chatMessageReceived: 3,
  chatMessageEdited: 1,
  chatMessageDeleted: 1,
  typingIndicatorReceived: 1,
  readReceiptReceived: 1,
  chatThreadPropertiesUpdated: 2,
  participantsAdded: 1,
  participantsRemoved: 1,
  chatThreadDeleted: 1,
} satisfies Partial<Record<ChatEventId, number>>;

/** What a client hears. */
export interface EventWatch {
  /** Each event with its payload, in the order of arrival. */
  readonly heard: readonly Heard[];
  /** Resolves once every event has been heard as often as is expected. */
  heardAll(): Promise<void>;
}

/** One event with its payload. */
export interface Heard {
  readonly event: ChatEventId;
  readonly payload?: unknown;
}

/** Starts realtime notifications and listens to everything. */
export async function watchEvents(client: ChatClient): Promise<EventWatch> {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const hear = (event: ChatEventId, payload?: unknown): void => {
    heard.push({ event, payload: describe(payload) });
    for (const check of waiting) check();
  };
  const started = client.startRealtimeNotifications();
  client.on('realTimeNotificationConnected', () => hear('realTimeNotificationConnected'));
  client.on('realTimeNotificationDisconnected', () => hear('realTimeNotificationDisconnected'));
  client.on('chatMessageReceived', (event) => hear('chatMessageReceived', event));
  client.on('chatMessageEdited', (event) => hear('chatMessageEdited', event));
  client.on('chatMessageDeleted', (event) => hear('chatMessageDeleted', event));
  client.on('typingIndicatorReceived', (event) => hear('typingIndicatorReceived', event));
  client.on('readReceiptReceived', (event) => hear('readReceiptReceived', event));
  client.on('chatThreadCreated', (event) => hear('chatThreadCreated', event));
  client.on('chatThreadDeleted', (event) => hear('chatThreadDeleted', event));
  client.on('chatThreadPropertiesUpdated', (event) => hear('chatThreadPropertiesUpdated', event));
  client.on('participantsAdded', (event) => hear('participantsAdded', event));
  client.on('participantsRemoved', (event) => hear('participantsRemoved', event));
  const unwanted = (event: ChatMessageReceivedEvent): void => hear('chatMessageReceived', event);
  client.on('chatMessageReceived', unwanted);
  client.off('chatMessageReceived', unwanted);
  await started;

  const until = (isEnough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isEnough()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const count = (event: string): number => heard.filter((entry) => entry.event === event).length;
  await until(() => count('realTimeNotificationConnected') > 0);
  return {
    heard,
    heardAll: () =>
      until(() => Object.entries(expected).every(([event, times]) => count(event) >= times)),
  };
}
