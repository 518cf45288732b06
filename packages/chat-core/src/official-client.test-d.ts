import type * as official from '@azure/communication-chat';
import { expectTypeOf, test } from 'vitest';

import type { ChatClient } from './chat-client.ts';
import type { ChatThreadClient } from './chat-thread-client.ts';
import type { ChatEventHandler, ChatEventId, ChatEventPayloads } from './events.ts';

type Public<Class> = Pick<Class, keyof Class>;

/**
 * The members of a chat client that the official one has, as two classes can share them. A thread client, official or ours, has private
 * members, and TypeScript lets nothing stand in for a class that has some: not even an equal class from another copy of its package. So
 * `getChatThreadClient` is said to give only what `Thread` has in public.
 */
type Members<Client, Thread> = Omit<
  Pick<Client, keyof official.ChatClient & keyof Client>,
  'getChatThreadClient'
> & { getChatThreadClient(threadId: string): Public<Thread> };

type OfficialMembers = Members<official.ChatClient, official.ChatThreadClient>;
type OurMembers = Members<ChatClient, ChatThreadClient>;

/** The official class has an overload for each event where ours is generic, so these are compared event by event. */
type EventMethods = 'on' | 'off';

test('code that holds an official thread client takes ours, and the other way round', () => {
  expectTypeOf<ChatThreadClient>().toExtend<Public<official.ChatThreadClient>>();
  expectTypeOf<Public<official.ChatThreadClient>>().toExtend<Public<ChatThreadClient>>();
});

test('a thread client has the official members and no other', () => {
  expectTypeOf<keyof ChatThreadClient>().toEqualTypeOf<keyof official.ChatThreadClient>();
});

test('code that holds an official chat client takes ours, and the other way round', () => {
  expectTypeOf<OurMembers>().toExtend<OfficialMembers>();
  expectTypeOf<Omit<OfficialMembers, EventMethods>>().toExtend<Omit<OurMembers, EventMethods>>();
});

test('what getChatThreadClient gives is a thread client, in both packages', () => {
  expectTypeOf<ChatClient['getChatThreadClient']>().returns.toEqualTypeOf<ChatThreadClient>();
  expectTypeOf<
    official.ChatClient['getChatThreadClient']
  >().returns.toEqualTypeOf<official.ChatThreadClient>();
});

test('a chat client has the official members and two others', () => {
  type Added = Exclude<keyof ChatClient, keyof official.ChatClient>;
  expectTypeOf<Added>().toEqualTypeOf<'endpoint' | 'realtimeCapabilities'>();
  expectTypeOf<Exclude<keyof official.ChatClient, keyof ChatClient>>().toEqualTypeOf<never>();
});

test('the constructors take the same, both ways', () => {
  type Ours = ConstructorParameters<typeof ChatClient>;
  type Official = ConstructorParameters<typeof official.ChatClient>;
  expectTypeOf<Ours>().toExtend<Official>();
  expectTypeOf<Official>().toExtend<Ours>();

  type OursOfThread = ConstructorParameters<typeof ChatThreadClient>;
  type OfficialOfThread = ConstructorParameters<typeof official.ChatThreadClient>;
  expectTypeOf<OursOfThread>().toExtend<OfficialOfThread>();
  expectTypeOf<OfficialOfThread>().toExtend<OursOfThread>();
});

// Assigning an object does not do this: a method's parameters are then compared in one direction only.
test('every method takes and gives the same, both ways', () => {
  type Name = Exclude<keyof official.ChatClient, EventMethods | 'getChatThreadClient'>;
  type Unlike = {
    [N in Name]: IsAlike<official.ChatClient[N], ChatClient[N]> extends true ? never : N;
  };
  expectTypeOf<Unlike[Name]>().toEqualTypeOf<never>();

  type ThreadName = Exclude<keyof official.ChatThreadClient, 'threadId'>;
  type UnlikeOfThread = {
    [N in ThreadName]: IsAlike<official.ChatThreadClient[N], ChatThreadClient[N]> extends true
      ? never
      : N;
  };
  expectTypeOf<UnlikeOfThread[ThreadName]>().toEqualTypeOf<never>();
});

type Method = (...args: never) => unknown;
type IsAlike<A extends Method, B extends Method> = [
  [Parameters<A>, ReturnType<A>],
  [Parameters<B>, ReturnType<B>],
] extends [[Parameters<B>, ReturnType<B>], [Parameters<A>, ReturnType<A>]]
  ? true
  : false;

/** The payloads of the official events. The two about the connection have none. */
interface OfficialPayloads {
  chatMessageReceived: official.ChatMessageReceivedEvent;
  chatMessageEdited: official.ChatMessageEditedEvent;
  chatMessageDeleted: official.ChatMessageDeletedEvent;
  typingIndicatorReceived: official.TypingIndicatorReceivedEvent;
  readReceiptReceived: official.ReadReceiptReceivedEvent;
  chatThreadCreated: official.ChatThreadCreatedEvent;
  chatThreadDeleted: official.ChatThreadDeletedEvent;
  chatThreadPropertiesUpdated: official.ChatThreadPropertiesUpdatedEvent;
  participantsAdded: official.ParticipantsAddedEvent;
  participantsRemoved: official.ParticipantsRemovedEvent;
}

type ConnectionEvent = 'realTimeNotificationConnected' | 'realTimeNotificationDisconnected';

/** `on` or `off` for one event, with a listener that takes our payload. */
type OurMethod<Id extends ChatEventId> = (event: Id, listener: ChatEventHandler<Id>) => void;

/** `on` or `off` for one event, with a listener as an app has it that was written for the official package. */
type OfficialMethod<Id extends ChatEventId> = (
  event: Id,
  listener: Id extends keyof OfficialPayloads ? (event: OfficialPayloads[Id]) => void : () => void,
) => void;

/** The events for which a client's `on` or `off` is not good enough. */
type RefusedByOurs<Name extends EventMethods> = {
  [Id in ChatEventId]: ChatClient[Name] extends OurMethod<Id> & OfficialMethod<Id> ? never : Id;
}[ChatEventId];
type RefusedByOfficial<Name extends EventMethods> = {
  [Id in ChatEventId]: official.ChatClient[Name] extends OurMethod<Id> & OfficialMethod<Id>
    ? never
    : Id;
}[ChatEventId];

test('on and off take each of the twelve events, with listeners of either package', () => {
  expectTypeOf<keyof ChatEventPayloads>().toEqualTypeOf<keyof OfficialPayloads | ConnectionEvent>();
  expectTypeOf<official.ChatEventId>().toEqualTypeOf<ChatEventId>();
  // A listener that relies on somebody having deleted the thread is refused: it breaks when a retention policy did.
  expectTypeOf<RefusedByOurs<'on'>>().toEqualTypeOf<'chatThreadDeleted'>();
  expectTypeOf<RefusedByOurs<'off'>>().toEqualTypeOf<'chatThreadDeleted'>();
});

test('the official on takes what ours takes, but for listeners to the connection’s details', () => {
  expectTypeOf<RefusedByOfficial<'on'>>().toEqualTypeOf<ConnectionEvent>();
});

test('the official off leaves two events out of its types that work all the same', () => {
  expectTypeOf<RefusedByOfficial<'off'>>().toEqualTypeOf<ConnectionEvent>();
});
