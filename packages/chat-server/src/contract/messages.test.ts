import type { ChatMessage } from '@azure/communication-chat';
import { expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();

async function startTogether() {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const [mine, theirs] = [ada, grace].map(({ chat }) => chat.getChatThreadClient(threadId));
  if (mine === undefined || theirs === undefined) throw new Error('Both have a client.');
  return { ada, grace, mine, theirs, threadId };
}

test('a text is sent with name and metadata, and read by the other', async () => {
  const { ada, mine, theirs } = await startTogether();
  const metadata = { deliveryMode: 'express', tags: '["a"]' };
  const { id } = await mine.sendMessage(
    { content: 'Hello 안녕 👩‍👩‍👧 <b>not html</b> & "quotes"' },
    { senderDisplayName: 'Ada', type: 'text', metadata },
  );
  const expected = {
    id,
    type: 'text',
    sequenceId: '3',
    version: id,
    content: { message: 'Hello 안녕 👩‍👩‍👧 <b>not html</b> & "quotes"' },
    senderDisplayName: 'Ada',
    createdOn: expect.any(Date),
    sender: { kind: 'communicationUser', communicationUserId: ada.userId },
    metadata,
  };
  expect(await theirs.getMessage(id)).toEqual(expected);
  expect((await collect(theirs.listMessages()))[0]).toEqual(expected);
});

test('html keeps its formatting and loses what could run', async () => {
  const { mine, theirs } = await startTogether();
  const content =
    '<p>Hi <strong>all</strong></p><script>alert(1)</script><img src=x onerror=alert(1)>';
  const { id } = await mine.sendMessage({ content }, { type: 'html' });
  const message = await theirs.getMessage(id);
  expect(message.type).toBe('html');
  expect(message.content?.message).toContain('<strong>all</strong>');
  expect(message.content?.message).not.toMatch(/script|onerror/);
});

test('a message is text when the client does not say, and a long one arrives whole', async () => {
  const { mine, theirs } = await startTogether();
  const content = '가나다'.repeat(3_000);
  const { id } = await mine.sendMessage({ content });
  expect(await theirs.getMessage(id)).toMatchObject({
    type: 'text',
    content: { message: content },
  });
});

test('an edit changes content, metadata or both, and shows', async () => {
  const { mine, theirs } = await startTogether();
  const { id } = await mine.sendMessage({ content: 'Helo' }, { metadata: { a: '1' } });
  await mine.updateMessage(id, { content: 'Hello' });
  const edited = await theirs.getMessage(id);
  expect(edited).toMatchObject({
    content: { message: 'Hello' },
    metadata: { a: '1' },
    editedOn: expect.any(Date),
  });
  expect(edited.version).not.toBe(id);
  await mine.updateMessage(id, { metadata: { a: '2' } });
  expect(await theirs.getMessage(id)).toMatchObject({
    content: { message: 'Hello' },
    metadata: { a: '2' },
  });
  await mine.updateMessage(id, { content: 'Hello!', metadata: { a: '3' } });
  expect(await theirs.getMessage(id)).toMatchObject({
    content: { message: 'Hello!' },
    metadata: { a: '3' },
  });
});

test('a deleted message stays in the list without its content', async () => {
  const { mine, theirs } = await startTogether();
  const { id } = await mine.sendMessage({ content: 'Oops' }, { metadata: { secret: 'yes' } });
  await mine.deleteMessage(id);
  for (const message of [await theirs.getMessage(id), (await collect(theirs.listMessages()))[0]]) {
    expect(message).toMatchObject({ id, type: 'text', deletedOn: expect.any(Date) });
    expect(message?.content?.message).toBeUndefined();
    expect(message?.metadata?.['secret']).toBeUndefined();
  }
});

test('what happened to the thread is told by messages of the service', async () => {
  const { ada, grace, mine } = await startTogether();
  const alan = await scene.addPerson();
  await mine.updateTopic('Dinner');
  await mine.addParticipants({ participants: [{ id: alan.id, displayName: 'Alan' }] });
  await mine.removeParticipant(alan.id);
  const messages: ChatMessage[] = (await collect(mine.listMessages())).toReversed();
  const initiator = { kind: 'communicationUser', communicationUserId: ada.userId };
  const named = (person: { userId: string }, displayName?: string) =>
    expect.objectContaining({
      id: { kind: 'communicationUser', communicationUserId: person.userId },
      ...(displayName !== undefined && { displayName }),
    });
  expect(messages.map(({ type, sequenceId, content }) => [type, sequenceId, content])).toEqual([
    [
      'participantAdded',
      '1',
      { initiator, participants: expect.arrayContaining([named(ada), named(grace)]) },
    ],
    ['topicUpdated', '2', { initiator, topic: 'Lunch' }],
    ['topicUpdated', '3', { initiator, topic: 'Dinner' }],
    ['participantAdded', '4', { initiator, participants: [named(alan, 'Alan')] }],
    ['participantRemoved', '5', { initiator, participants: [named(alan, 'Alan')] }],
  ]);
});

test('only messages from a start time on are listed', async () => {
  const { mine } = await startTogether();
  await mine.sendMessage({ content: 'before' });
  const { id } = await mine.sendMessage({ content: 'after' });
  const { createdOn } = await mine.getMessage(id);
  const listed = await collect(mine.listMessages({ startTime: createdOn }));
  expect(listed.map(({ content }) => content?.message)).toEqual(['after']);
});
