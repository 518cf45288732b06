import { expect, test } from 'vitest';
import { decodeMessage, decodeThreadItem, decodeThreadProperties } from '../decode.ts';
import { wireMessage } from '../differential/cases/samples.ts';
import type { ChatMessageReceivedEvent } from '../events.ts';
import { receivedToServerMessage, toServerMessage, toThreadSnapshot } from './to-entities.ts';

const createdOn = '2026-01-01T00:00:00Z';
const person = { kind: 'communicationUser', communicationUserId: '8:acs:ada' } as const;
const received: ChatMessageReceivedEvent = {
  threadId: 'T',
  sender: person,
  senderDisplayName: 'Ada',
  recipient: person,
  id: '1',
  createdOn: new Date(createdOn),
  version: '1',
  type: 'Text',
  message: 'The loom is free',
  metadata: {},
};

test.each([createdOn, {}, null])(
  'a list of threads that says more than the protocol, such as when they were created (%j), is understood all the same',
  (value) => {
    const item = { id: 'T', topic: 'Looms', createdOn: value, createdBy: value };
    expect(toThreadSnapshot(decodeThreadItem(item, 'item'))).toEqual({ id: 'T', topic: 'Looms' });
  },
);

test('a thread that is read alone says when it was created, and by whom', () => {
  const createdByCommunicationIdentifier = { rawId: '8:acs:ada' };
  const thread = { id: 'T', topic: 'Looms', createdOn, createdByCommunicationIdentifier };
  expect(toThreadSnapshot(decodeThreadProperties(thread, 'thread'))).toEqual({
    id: 'T',
    topic: 'Looms',
    createdAt: Date.parse(createdOn),
    createdById: '8:acs:ada',
  });
});

const address = 'https://contoso.communication.azure.com/chat/threads/T/images/1/views';
const picture = { id: '1', attachmentType: 'image', name: 'loom.png' } as const;

test.each([
  ['a picture', { ...picture, url: `${address}/original` }, 'loom.png', `${address}/original`],
  [
    'a small picture',
    { ...picture, previewUrl: `${address}/small` },
    'loom.png',
    `${address}/small`,
  ],
  [
    'a picture in two sizes',
    { ...picture, url: `${address}/original`, previewUrl: `${address}/small` },
    'loom.png',
    `${address}/original`,
  ],
] as const)(
  '%s of Azure is an attachment of the message, read or heard',
  (_title, attachment, name, url) => {
    const expected = [{ id: '1', name, url, mime: 'image' }];
    const read = decodeMessage(
      { ...wireMessage, content: { attachments: [attachment] } },
      'message',
    );
    expect(toServerMessage('T', read).attachments).toEqual(expected);
    const heard = receivedToServerMessage({ ...received, attachments: [attachment] });
    expect(heard.attachments).toEqual(expected);
  },
);

test('a file of Azure is an attachment of no known kind, and one without a name and an address keeps its id', () => {
  const attachments = [
    { id: '1', attachmentType: 'file', name: 'plan.txt', url: `${address}/file` },
    { id: '2', attachmentType: 'unknown' },
  ] as const;
  const heard = receivedToServerMessage({ ...received, attachments: [...attachments] });
  expect(heard.attachments).toEqual([
    { id: '1', name: 'plan.txt', url: `${address}/file` },
    { id: '2' },
  ]);
});

test('a message without attachments, and one that was deleted with them, has none', () => {
  expect(receivedToServerMessage({ ...received, attachments: [] })).not.toHaveProperty(
    'attachments',
  );
  const deleted = decodeMessage({ ...wireMessage, deletedOn: createdOn }, 'message');
  expect(toServerMessage('T', deleted)).not.toHaveProperty('attachments');
});
