// Threads and events: all that ChatClient does. One line of output for each capability.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { AzureLogger, setLogLevel } from '@azure/logger';
import { ChatClient } from '@confab/chat-core';
import { report, runSample, waitFor } from './sample-service.js';

await runSample('chat-client', async ({ endpoint, patienceMs, createUser, deleteUser }) => {
  // Without the next line the log goes to stderr. AZURE_LOG_LEVEL=info turns it on from outside.
  /** @type {string[]} */
  const log = [];
  AzureLogger.log = (...parts) => log.push(parts.join(' '));
  setLogLevel('info');

  const [ada, grace, alan] = await Promise.all([createUser(), createUser(), createUser()]);
  const chatClient = new ChatClient(endpoint, new AzureCommunicationTokenCredential(ada.token));
  report('create a client', 'from an endpoint and a token');

  // ── Events ────────────────────────────────────────────────────────────────────────────────────

  /** @type {{ name: import('@confab/chat-core').ChatEventId, event: { threadId: string } }[]} */
  const heard = [];
  for (const name of /** @type {const} */ ([
    ...['chatThreadCreated', 'chatThreadPropertiesUpdated', 'chatThreadDeleted'],
    ...['participantsAdded', 'participantsRemoved'],
    ...['chatMessageReceived', 'chatMessageEdited', 'chatMessageDeleted'],
    ...['typingIndicatorReceived', 'readReceiptReceived'],
  ])) {
    chatClient.on(name, (event) => heard.push({ name, event }));
  }
  /** @type {string[]} */
  const connection = [];
  /** How the events come: typing notifications are in no list, so polling cannot find them. */
  let transport = 'unknown';
  chatClient.on('realTimeNotificationConnected', (event) => {
    connection.push('connected');
    transport = event.transport;
  });
  chatClient.on('realTimeNotificationDisconnected', () => connection.push('disconnected'));

  /**
   * Waits for an event that has not been waited for yet.
   *
   * @param {import('@confab/chat-core').ChatEventId} name
   * @param {string} threadId
   */
  const hear = async (name, threadId) => {
    const event = await waitFor(
      () => {
        const at = heard.findIndex((one) => one.name === name && one.event.threadId === threadId);
        return at === -1 ? undefined : heard.splice(at, 1)[0]?.event;
      },
      { what: `the event ${name}`, patienceMs },
    );
    report(`hear ${name}`, `with ${Object.keys(event).join(', ')}`);
  };

  await chatClient.startRealtimeNotifications();
  assert.deepEqual(connection, ['connected'], 'The client says when it is connected.');
  report('start realtime notifications', `realTimeNotificationConnected, by ${transport}`);

  // ── Threads ───────────────────────────────────────────────────────────────────────────────────

  // His account is gone, so he cannot be added.
  const gone = await createUser();
  await deleteUser(gone);

  const request = { topic: 'Engines' };
  const options = {
    participants: [
      // He reads what was written from this moment on.
      { id: grace.id, displayName: 'Grace', shareHistoryTime: new Date('2026-01-01T00:00:00Z') },
      { id: gone.id, displayName: 'Gone' },
    ],
    idempotencyToken: randomUUID(),
  };
  const { chatThread, invalidParticipants = [] } = await chatClient.createChatThread(
    request,
    options,
  );
  assert(chatThread, 'The service gives back the thread.');
  const thread = chatClient.getChatThreadClient(chatThread.id);
  assert.equal(chatThread.topic, 'Engines');
  report('create a thread', `"${chatThread.topic}", ${invalidParticipants.length} not added`);
  await hear('chatThreadCreated', thread.threadId);

  // A caller who does not know whether his first call arrived may make it again.
  const again = await chatClient.createChatThread(request, options);
  assert.equal(again.chatThread?.id, thread.threadId, 'The same token makes no second thread.');
  report('create it again', 'with the same idempotency token: the same thread');

  // Each is named with the reason, so that just those can be tried again.
  const failed = options.participants.filter(({ id }) =>
    invalidParticipants.some(({ target }) => target === id.communicationUserId),
  );
  assert.deepEqual(failed, [options.participants[1]], 'The result names who was not added.');
  const renewed = await createUser();
  const retry = await thread.addParticipants({
    participants: failed.map((participant) => ({ ...participant, id: renewed.id })),
  });
  assert.equal(retry.invalidParticipants, undefined, 'Everybody was added this time.');
  report(
    'retry invalid participants',
    `${failed[0]?.displayName} had ${invalidParticipants[0]?.code}, and with a new account he is in`,
  );
  await hear('participantsAdded', thread.threadId);

  /** @type {string[]} */
  const people = [];
  for await (const { id } of thread.listParticipants()) {
    if ('communicationUserId' in id) people.push(id.communicationUserId);
  }
  const expected = [ada, grace, renewed].map(({ id }) => id.communicationUserId);
  assert.deepEqual(people.toSorted(), expected.toSorted());
  report('the creator is in', `${people.length} participants, and nobody named the creator`);

  await chatClient.createChatThread({ topic: 'Looms' });
  await chatClient.createChatThread({ topic: 'Bridges' });
  const topics = await waitFor(
    async () => {
      const found = [];
      for await (const item of chatClient.listChatThreads({
        startTime: new Date(Date.now() - 3_600_000),
      })) {
        found.push(item.topic);
      }
      return found.length === 3 ? found : undefined;
    },
    { what: 'all three threads', patienceMs, intervalMs: 1_000 },
  );
  assert.deepEqual(topics.toSorted(), ['Bridges', 'Engines', 'Looms']);
  report('list threads', topics.join(', '));

  /** Knows after each page where the next one is, also for another list, later. */
  const place = {};
  for await (const page of chatClient.listChatThreads({ maxPageSize: 2 }).byPage(place)) {
    assert.equal(page.length, 2);
    break;
  }
  const rest = [];
  for await (const page of chatClient.listChatThreads().byPage(place)) rest.push(...page);
  assert.equal(rest.length, 1, 'The list goes on where it was left.');
  report('list threads by page', `two threads, and later the third: ${rest[0]?.topic}`);

  // ── What others do ────────────────────────────────────────────────────────────────────────────

  const hers = new ChatClient(endpoint, new AzureCommunicationTokenCredential(grace.token));
  const herThread = hers.getChatThreadClient(thread.threadId);
  const { id } = await herThread.sendMessage({ content: 'Hello' }, { senderDisplayName: 'Grace' });
  await hear('chatMessageReceived', thread.threadId);
  await herThread.updateMessage(id, { content: 'Hello, Ada' });
  await hear('chatMessageEdited', thread.threadId);
  const mine = await thread.sendMessage({ content: 'Hello, Grace' });
  await hear('chatMessageReceived', thread.threadId);
  await herThread.sendReadReceipt({ chatMessageId: mine.id });
  await hear('readReceiptReceived', thread.threadId);
  await herThread.sendTypingNotification({ senderDisplayName: 'Grace' });
  if (transport === 'polling') report('hear typingIndicatorReceived', 'not by polling');
  else await hear('typingIndicatorReceived', thread.threadId);
  await herThread.deleteMessage(id);
  await hear('chatMessageDeleted', thread.threadId);
  await herThread.updateTopic('Analytical engines');
  await hear('chatThreadPropertiesUpdated', thread.threadId);
  await herThread.addParticipants({ participants: [{ id: alan.id, displayName: 'Alan' }] });
  await hear('participantsAdded', thread.threadId);
  await herThread.removeParticipant(alan.id);
  await hear('participantsRemoved', thread.threadId);

  let calls = 0;
  const listener = () => void (calls += 1);
  chatClient.on('chatMessageReceived', listener);
  await herThread.sendMessage({ content: 'One' });
  await hear('chatMessageReceived', thread.threadId);
  chatClient.off('chatMessageReceived', listener);
  await herThread.sendMessage({ content: 'Two' });
  await hear('chatMessageReceived', thread.threadId);
  assert.equal(calls, 1, 'A listener hears until it is taken off.');
  report('take a listener off', 'it heard one of two messages');

  // ── The end ───────────────────────────────────────────────────────────────────────────────────

  await chatClient.deleteChatThread(thread.threadId);
  await hear('chatThreadDeleted', thread.threadId);
  await waitFor(
    async () => {
      for await (const item of chatClient.listChatThreads()) {
        if (item.id === thread.threadId && item.deletedOn === undefined) return undefined;
      }
      return true;
    },
    { what: 'the end of the thread', patienceMs, intervalMs: 1_000 },
  );
  report('delete a thread', 'nobody has it any more');

  await chatClient.stopRealtimeNotifications();
  assert.equal(connection.at(-1), 'disconnected', 'The client says when it is not connected.');
  report('stop realtime notifications', 'realTimeNotificationDisconnected');

  assert(
    log.some((line) => line.includes('/chat/threads')),
    'Requests are logged.',
  );
  for (const secret of [ada.token, grace.token, 'Hello, Ada']) {
    assert(!log.some((line) => line.includes(secret)), 'No token and no text is in the log.');
  }
  report('log requests', `${log.length} lines, without tokens and texts`);
});
