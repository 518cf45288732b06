// One thread: all that ChatThreadClient does. One line of output for each capability.
import assert from 'node:assert/strict';
import { createIdentifierFromRawId } from '@azure/communication-common';
import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { report, runSample, waitFor } from './sample-service.js';

await runSample('chat-thread-client', async (service) => {
  const { endpoint, patienceMs, createUser, deleteUser, refreshToken } = service;
  const [ada, grace, alan] = await Promise.all([createUser(), createUser(), createUser()]);

  /**
   * With a function instead of a token, the client stays signed in: it asks for a new one before the old one ends.
   *
   * @param {import('./sample-service.js').SampleUser} user
   */
  const signIn = (user) =>
    new ChatClient(
      endpoint,
      createTokenCredential(() => refreshToken(user)),
    );

  const { chatThread } = await signIn(ada).createChatThread(
    { topic: 'Engines' },
    { participants: [{ id: grace.id, displayName: 'Grace' }] },
  );
  assert(chatThread, 'The service gives back the thread.');
  const thread = signIn(ada).getChatThreadClient(chatThread.id);
  const herThread = signIn(grace).getChatThreadClient(chatThread.id);
  report('open an existing thread', 'by its id, without a request');

  // ── Properties ────────────────────────────────────────────────────────────────────────────────

  const properties = await thread.getProperties();
  assert.equal(properties.topic, 'Engines');
  assert.deepEqual(properties.createdBy, { kind: 'communicationUser', ...ada.id });
  report('read properties', `"${properties.topic}", of ${properties.createdOn.toISOString()}`);

  await thread.updateTopic('Analytical engines');
  assert.equal((await thread.getProperties()).topic, 'Analytical engines');
  report('update the topic', 'and read it again');

  await thread.updateProperties({ topic: 'Difference engines', metadata: { project: 'no. 2' } });
  const updated = await thread.getProperties();
  assert.equal(updated.topic, 'Difference engines');
  assert.deepEqual(updated.metadata, { project: 'no. 2' });
  report('update properties', `topic and metadata, and read them again`);

  // ── Messages ──────────────────────────────────────────────────────────────────────────────────

  const text = await thread.sendMessage({ content: 'Hello' }, { senderDisplayName: 'Ada' });
  report('send a text', `message ${text.id}`);

  const html = await thread.sendMessage(
    { content: '<b>Hello</b>' },
    { senderDisplayName: 'Ada', type: 'html', metadata: { mood: 'cheerful' } },
  );
  report('send html with metadata', `message ${html.id}`);

  const first = await thread.getMessage(text.id);
  assert.equal(first.type, 'text', 'Text is the type when none is given.');
  assert.equal(first.content?.message, 'Hello');
  assert.equal(first.senderDisplayName, 'Ada');
  const second = await thread.getMessage(html.id);
  assert.equal(second.type, 'html');
  assert.deepEqual(second.metadata, { mood: 'cheerful' });
  report('read a message', `number ${first.sequenceId}: ${first.content.message}`);

  // The newest first. Messages about topics and people are in the list too.
  const own = [];
  for await (const message of thread.listMessages({ startTime: properties.createdOn })) {
    if (message.type === 'text' || message.type === 'html') own.push(message.id);
  }
  assert.deepEqual(own, [html.id, text.id]);
  report('list messages', `${own.length} that people wrote`);

  const messagePages = [];
  for await (const page of thread.listMessages({ maxPageSize: 2 }).byPage()) {
    assert(page.length <= 2);
    messagePages.push(...page.map(({ id }) => id));
  }
  assert(messagePages.includes(text.id) && messagePages.includes(html.id));
  assert.equal(new Set(messagePages).size, messagePages.length, 'Nothing comes twice.');
  report('list messages by page', `${messagePages.length} messages, two to a page`);

  // Where no events arrive, ask for what is new from time to time.
  const known = new Set(messagePages);
  const { id: answerId } = await herThread.sendMessage({ content: 'Hello, Ada' });
  const polled = await waitFor(
    async () => {
      for await (const message of thread.listMessages({ startTime: second.createdOn })) {
        if (!known.has(message.id)) return message;
      }
      return undefined;
    },
    { what: 'the new message', patienceMs, intervalMs: 500 },
  );
  assert.equal(polled.id, answerId);
  report('poll for messages', `every half second, until "${polled.content?.message}" was there`);

  await thread.updateMessage(text.id, { content: 'Hello, all' });
  const edited = await thread.getMessage(text.id);
  assert.equal(edited.content?.message, 'Hello, all');
  assert(edited.editedOn, 'An edited message says when.');
  report('edit a message', `"${edited.content.message}"`);

  await thread.deleteMessage(html.id);
  const deleted = await thread.getMessage(html.id);
  assert(deleted.deletedOn, 'A deleted message says when.');
  assert.equal(deleted.content?.message, undefined, 'Its text is gone.');
  report('delete a message', 'its place in the list stays');

  // ── Participants ──────────────────────────────────────────────────────────────────────────────

  const gone = await createUser();
  await deleteUser(gone);
  const newcomers = [
    { id: alan.id, displayName: 'Alan', shareHistoryTime: properties.createdOn },
    { id: gone.id, displayName: 'Gone' },
  ];
  const { invalidParticipants = [] } = await thread.addParticipants({ participants: newcomers });
  assert.equal(invalidParticipants.length, 1, 'The result names who was not added.');
  assert.equal(invalidParticipants[0]?.target, gone.id.communicationUserId);
  // Just those are tried again, here with a new account.
  const renewed = await createUser();
  const retry = await thread.addParticipants({
    participants: newcomers
      .filter(({ id }) => invalidParticipants.some((one) => one.target === id.communicationUserId))
      .map((participant) => ({ ...participant, id: renewed.id })),
  });
  assert.equal(retry.invalidParticipants, undefined);
  report('add participants', `Alan at once, another (${invalidParticipants[0].code}) on retry`);

  const hisThread = signIn(alan).getChatThreadClient(thread.threadId);
  assert.equal((await hisThread.getMessage(text.id)).content?.message, 'Hello, all');
  report('share the history', 'Alan reads what was written before he came');

  const names = [];
  for await (const { displayName } of thread.listParticipants()) names.push(displayName ?? 'Ada');
  assert.deepEqual(names.toSorted(), ['Ada', 'Alan', 'Gone', 'Grace']);
  report('list participants', names.join(', '));

  const sizes = [];
  for await (const page of thread.listParticipants({ maxPageSize: 2, skip: 1 }).byPage()) {
    sizes.push(page.length);
  }
  assert.equal(
    sizes.reduce((sum, size) => sum + size, 0),
    3,
    'The first one was passed over.',
  );
  report('list participants by page', `pages of ${sizes.join(' and ')}, without the first`);

  await thread.removeParticipant({ communicationUserId: renewed.id.communicationUserId });
  // Any kind of identifier will do. This one was kept as text.
  await thread.removeParticipant(createIdentifierFromRawId(alan.id.communicationUserId));
  const left = [];
  for await (const { displayName } of thread.listParticipants()) left.push(displayName ?? 'Ada');
  assert.deepEqual(left.toSorted(), ['Ada', 'Grace']);
  report('remove a participant', `${left.join(' and ')} are left`);

  // ── Signals ───────────────────────────────────────────────────────────────────────────────────

  assert.equal(await thread.sendTypingNotification({ senderDisplayName: 'Ada' }), true);
  assert.equal(await thread.sendTypingNotification({ senderDisplayName: 'Ada' }), false);
  report('send a typing notification', 'once in eight seconds, however often it is called');

  await thread.sendReadReceipt({ chatMessageId: answerId });
  await herThread.sendReadReceipt({ chatMessageId: text.id });
  report('send a read receipt', 'Ada and Grace, each for what the other wrote');

  const receipts = await waitFor(
    async () => {
      const found = [];
      for await (const receipt of thread.listReadReceipts()) found.push(receipt);
      return found.length >= 2 ? found : undefined;
    },
    { what: 'both read receipts', patienceMs, intervalMs: 3_000 },
  );
  const hersOf = receipts.find(
    ({ sender }) =>
      sender.kind === 'communicationUser' &&
      sender.communicationUserId === grace.id.communicationUserId,
  );
  assert.equal(hersOf?.chatMessageId, text.id);
  report('list read receipts', `Grace read "Hello, all" at ${hersOf.readOn.toISOString()}`);

  let count = 0;
  for await (const page of thread.listReadReceipts({ maxPageSize: 1 }).byPage()) {
    assert(page.length <= 1);
    count += page.length;
  }
  assert(count >= 2);
  report('list read receipts by page', `${count} receipts, one to a page`);
});
