import { beforeEach, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

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

test.each([
  ['with 20 participants receipts and typing are kept and told', 20],
  ['above 20 participants they are accepted, and neither kept nor told', 21],
])('%s', async (_name, size) => {
  const crowd = await Promise.all(
    Array.from({ length: size - 2 }, (_, index) => scene.addPerson(`p${index}`)),
  );
  await scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: crowd.map(({ userId }) => ({ communicationIdentifier: { rawId: userId } })),
  });
  const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
  await reader.send({ type: 'hello', protocol: 1, token: scene.ada.token });
  await reader.next();
  expect((await read(await send())).status).toBe(200);
  expect((await scene.ada.call('POST', `${thread}/typing`, {})).status).toBe(200);
  await send();
  const events: string[] = [];
  while (events.filter((event) => event === 'chatMessageReceived').length < 2) {
    events.push((await reader.next()).event);
  }
  const told = ['readReceiptReceived', 'typingIndicatorReceived'];
  expect(events.filter((event) => event !== 'chatMessageReceived')).toEqual(size > 20 ? [] : told);
  expect(await listReceipts()).toHaveLength(size > 20 ? 0 : 1);
  await service.close();
});
