import { beforeEach, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let thread: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
});

const send = async (): Promise<string> =>
  (await scene.ada.call('POST', `${thread}/messages`, { content: 'Hi' })).body.id;
const read = (chatMessageId: string) =>
  scene.grace.call('POST', `${thread}/readReceipts`, { chatMessageId });
const listReceipts = async () => (await scene.ada.call('GET', `${thread}/readReceipts`)).body.value;

test('a receipt is listed with its reader and time', async () => {
  const id = await send();
  expect((await read(id)).status).toBe(200);
  expect(await listReceipts()).toEqual([
    {
      senderCommunicationIdentifier: {
        rawId: scene.grace.userId,
        communicationUser: { id: scene.grace.userId },
      },
      chatMessageId: id,
      readOn: '2026-01-05T09:00:00.0000000Z',
    },
  ]);
});

test('a receipt never moves back', async () => {
  const [older, newer] = [await send(), await send()];
  await read(newer);
  time.advance(1_000);
  expect((await read(older)).status).toBe(200);
  expect(await listReceipts()).toMatchObject([
    { chatMessageId: newer, readOn: '2026-01-05T09:00:00.0000000Z' },
  ]);
});

test('a receipt for a message that does not exist is refused', async () => {
  expect((await read('1')).status).toBe(404);
  expect((await read('one')).status).toBe(404);
});

test('typing answers 200 with and without a display name', async () => {
  expect((await scene.ada.call('POST', `${thread}/typing`, {})).status).toBe(200);
  expect(
    (await scene.ada.call('POST', `${thread}/typing`, { senderDisplayName: 'Ada' })).status,
  ).toBe(200);
});

test('above 20 participants receipts and typing are accepted and not kept', async () => {
  const crowd = await Promise.all(
    Array.from({ length: 19 }, (_, index) => scene.addPerson(`p${index}`)),
  );
  await scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: crowd.map(({ userId }) => ({ communicationIdentifier: { rawId: userId } })),
  });
  expect((await read(await send())).status).toBe(200);
  expect((await scene.ada.call('POST', `${thread}/typing`, {})).status).toBe(200);
  expect(await listReceipts()).toEqual([]);
});
