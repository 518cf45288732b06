import type {
  ChatClient as OfficialChatClient,
  ChatThreadClient as OfficialChatThreadClient,
} from '@azure/communication-chat';
import { expectTypeOf, test } from 'vitest';
import type { ChatClient } from './chat-client.ts';
import type { ChatThreadClient } from './chat-thread-client.ts';

type Public<Class> = Pick<Class, keyof Class>;

test('code that holds an official thread client takes ours', () => {
  expectTypeOf<ChatThreadClient>().toExtend<Public<OfficialChatThreadClient>>();
});

test('code that holds an official chat client takes ours, but for the class that it hands out', () => {
  expectTypeOf<ChatClient>().toExtend<Omit<Public<OfficialChatClient>, 'getChatThreadClient'>>();
});
