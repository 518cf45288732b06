import type { AzureCommunicationTokenCredential } from '@azure/communication-common';
import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import type { ChatService } from '@confab/chat-server';
import { expectTypeOf, test } from 'vitest';
import type { WebSocket as NodeWebSocket } from 'ws';

import type { ChatClient } from './chat-client.ts';
import type { ChatThreadClient } from './chat-thread-client.ts';
import type {
  ChatMessageDeletedEvent,
  ChatMessageReceivedEvent,
  RealTimeNotificationConnectedEvent,
} from './events.ts';
import type { ChatMessage } from './models.ts';
import type { AbortSignalLike, ChatClientOptions } from './options.ts';
import type { FetchLike } from './platform/fetch.ts';
import type { OpenWebSocket, WebSocketLike } from './platform/web-socket.ts';
import type { CommunicationTokenCredential } from './token-credential.ts';

declare const client: ChatClient;
declare const thread: ChatThreadClient;

test('the official credential fits', () => {
  expectTypeOf<AzureCommunicationTokenCredential>().toExtend<CommunicationTokenCredential>();
});

test('the sockets of browsers, of the package ws and of an in-page service fit', () => {
  expectTypeOf<WebSocket>().toExtend<WebSocketLike>();
  expectTypeOf<NodeWebSocket>().toExtend<WebSocketLike>();
  expectTypeOf<ChatService['webSocket']>().toExtend<OpenWebSocket>();
});

test('the fetch of the platform and of an in-page service fit', () => {
  expectTypeOf<typeof fetch>().toExtend<FetchLike>();
  expectTypeOf<ChatService['fetch']>().toExtend<FetchLike>();
});

test('the platform’s abort signal fits', () => {
  expectTypeOf<AbortSignal>().toExtend<AbortSignalLike>();
});

test('a listener gets the payload of its event', () => {
  client.on('chatMessageReceived', (event) => {
    expectTypeOf(event).toEqualTypeOf<ChatMessageReceivedEvent>();
    expectTypeOf(event.sequenceId).toEqualTypeOf<string | undefined>();
  });
  client.on('chatMessageDeleted', (event) => {
    expectTypeOf(event).toEqualTypeOf<ChatMessageDeletedEvent>();
    // @ts-expect-error a deleted message has no text
    void event.message;
  });
  client.on('realTimeNotificationConnected', (event) => {
    expectTypeOf(event).toEqualTypeOf<RealTimeNotificationConnectedEvent>();
  });
});

test('a listener that takes nothing fits every event, as in the official client', () => {
  client.on('realTimeNotificationConnected', () => {});
  client.off('realTimeNotificationDisconnected', () => {});
});

test('an event that does not exist is refused', () => {
  // @ts-expect-error there is no such event
  client.on('confettiThrown', () => {});
});

test('lists are those of @azure/core-paging', () => {
  expectTypeOf(thread.listMessages()).toEqualTypeOf<PagedAsyncIterableIterator<ChatMessage>>();
});

test('every option may be left out', () => {
  expectTypeOf<Record<never, never>>().toExtend<ChatClientOptions>();
  expectTypeOf(thread.updateProperties).toBeCallableWith();
  expectTypeOf(thread.sendTypingNotification).returns.resolves.toEqualTypeOf<boolean>();
});
