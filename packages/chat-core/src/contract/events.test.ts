import { expect, test } from 'vitest';

import type { ChatEventId, ChatEventPayloads } from '../events.ts';
import type { ChatClient } from '../chat-client.ts';
import { setContractScene } from './contract-scene.ts';

const scene = setContractScene();

const EVENTS = [
  'chatMessageReceived',
  'chatMessageEdited',
  'chatMessageDeleted',
  'typingIndicatorReceived',
  'readReceiptReceived',
  'chatThreadCreated',
  'chatThreadPropertiesUpdated',
  'chatThreadDeleted',
  'participantsAdded',
  'participantsRemoved',
] as const satisfies readonly ChatEventId[];

/** Keeps what a client hears, and waits for what it has not heard yet. */
function listen(client: ChatClient) {
  const heard: { readonly name: string; readonly event: unknown }[] = [];
  for (const name of EVENTS) client.on(name, (event) => heard.push({ name, event }));
  return {
    heard,
    expectEvent: (name: (typeof EVENTS)[number], event: Record<string, unknown>): Promise<void> =>
      scene.eventually(() =>
        expect(heard).toContainEqual({ name, event: expect.objectContaining(event) }),
      ),
  };
}

test('every change that others make is heard, and the client says when it is live and when not', async () => {
  const [ada, grace, alan] = [
    await scene.addPerson(),
    await scene.addPerson(),
    await scene.addPerson(),
  ];
  const connection: string[] = [];
  let isPolling = false;
  ada.client.on('realTimeNotificationConnected', ({ transport }) => {
    connection.push('connected');
    isPolling = transport === 'polling';
  });
  ada.client.on('realTimeNotificationDisconnected', ({ reason }) => connection.push(reason));
  const { heard, expectEvent } = listen(ada.client);
  await ada.client.startRealtimeNotifications();
  expect(connection).toEqual(['connected']);

  const hers = await scene.startThread(grace, ada);
  const { threadId } = hers;
  const byGrace = { kind: 'communicationUser', ...grace.id };
  await expectEvent('chatThreadCreated', {
    threadId,
    createdOn: expect.any(Date),
    properties: expect.objectContaining({ topic: 'Engines' }),
    createdBy: expect.objectContaining({ id: byGrace }),
  });

  const { id } = await hers.sendMessage({ content: 'Helo' }, { senderDisplayName: 'Grace' });
  const ofMessage = { threadId, id, sender: byGrace, senderDisplayName: 'Grace' };
  await expectEvent('chatMessageReceived', {
    ...ofMessage,
    message: 'Helo',
    createdOn: expect.any(Date),
  });
  await hers.updateMessage(id, { content: 'Hello' });
  await expectEvent('chatMessageEdited', {
    ...ofMessage,
    message: 'Hello',
    editedOn: expect.any(Date),
  });

  const mine = ada.client.getChatThreadClient(threadId);
  const answer = await mine.sendMessage({ content: 'Hello, Grace' });
  await expectEvent('chatMessageReceived', { threadId, id: answer.id, message: 'Hello, Grace' });
  await hers.sendReadReceipt({ chatMessageId: answer.id });
  await expectEvent('readReceiptReceived', {
    threadId,
    chatMessageId: answer.id,
    sender: byGrace,
    readOn: expect.any(Date),
  });

  await hers.sendTypingNotification({ senderDisplayName: 'Grace' });
  // A typing notification is in no list, so polling cannot find it.
  if (!isPolling) await expectEvent('typingIndicatorReceived', { threadId, sender: byGrace });

  await hers.deleteMessage(id);
  await expectEvent('chatMessageDeleted', { threadId, id, deletedOn: expect.any(Date) });
  await hers.updateTopic('Looms');
  await expectEvent('chatThreadPropertiesUpdated', {
    threadId,
    properties: expect.objectContaining({ topic: 'Looms' }),
  });
  const alanToo = { id: { kind: 'communicationUser', ...alan.id } };
  await hers.addParticipants({ participants: [{ id: alan.id, displayName: 'Alan' }] });
  await expectEvent('participantsAdded', {
    threadId,
    participantsAdded: [expect.objectContaining(alanToo)],
  });
  await hers.removeParticipant(alan.id);
  await expectEvent('participantsRemoved', {
    threadId,
    participantsRemoved: [expect.objectContaining(alanToo)],
  });
  await grace.client.deleteChatThread(threadId);
  await expectEvent('chatThreadDeleted', { threadId });

  await ada.client.stopRealtimeNotifications();
  expect(connection).toEqual(['connected', 'stopped']);
  const names = new Set(heard.map(({ name }) => name));
  const silent = isPolling ? ['typingIndicatorReceived'] : [];
  expect(EVENTS.filter((name) => !names.has(name))).toEqual(silent);
});

test('a listener that was taken off hears no more', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const mine = await scene.startThread(ada, grace);
  const { expectEvent } = listen(ada.client);
  const taken: string[] = [];
  const listener = ({ message }: ChatEventPayloads['chatMessageReceived']): void =>
    void taken.push(message);
  ada.client.on('chatMessageReceived', listener);
  await ada.client.startRealtimeNotifications();
  const hers = grace.client.getChatThreadClient(mine.threadId);
  await hers.sendMessage({ content: 'one' });
  await expectEvent('chatMessageReceived', { message: 'one' });
  ada.client.off('chatMessageReceived', listener);
  await hers.sendMessage({ content: 'two' });
  await expectEvent('chatMessageReceived', { message: 'two' });
  expect(taken).toEqual(['one']);
});
