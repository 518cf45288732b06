import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { readHtml, storeHtml } from './html-content.ts';

const time = createManualTime();
let storage: ChatStorage;
let service: ChatService;
let scene: Scene;
let messages: string;

beforeEach(async () => {
  storage = createMemoryStorage();
  service = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  messages = `/chat/threads/${scene.threadId}/messages`;
});

afterEach(() => service.close());

const given = '<p onclick="steal()">Hi <b>you</b><script>steal()</script></p>';
const shown = '<p>Hi <b>you</b></p>';

async function send(content: string, type: string): Promise<string> {
  return (await scene.ada.call('POST', messages, { content, type })).body.id;
}

async function read(id: string): Promise<string> {
  return (await scene.grace.call('GET', `${messages}/${id}`)).body.content.message;
}

test('an html message is stored as it was given and answered without what does harm', async () => {
  const id = await send(given, 'html');
  const row = await storage.read((tx) => tx.getMessage(scene.threadId, Number(id)));
  expect(row?.content?.message).toBe(given);
  expect(await read(id)).toBe(shown);
  const { body } = await scene.grace.call('GET', messages);
  expect(body.value[0]?.content).toEqual({ message: shown });
});

test('so is an edited one', async () => {
  const id = await send('first', 'html');
  await scene.ada.call('PATCH', `${messages}/${id}`, { content: given });
  expect(await read(id)).toBe(shown);
  await scene.ada.call('PATCH', `${messages}/${id}`, { metadata: { a: '1' } });
  expect(await read(id)).toBe(shown);
});

test('its events carry the same', async () => {
  const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
  time.advance(0);
  await reader.send({ type: 'hello', protocol: 1, token: scene.grace.token });
  await reader.next();
  const id = await send(given, 'html');
  await scene.ada.call('PATCH', `${messages}/${id}`, { content: `${given}!` });
  expect((await reader.next()).data.message.content).toEqual({ message: shown });
  expect((await reader.next()).data.message.content).toEqual({ message: `${shown}!` });
});

test('a text message is left alone, whatever it looks like', async () => {
  expect(await read(await send(given, 'text'))).toBe(given);
});

test('what was stored under other rules is cleaned when it is read', () => {
  expect(readHtml({ message: given })).toBe(shown);
  expect(readHtml({ message: given, safe: { rules: 0, html: given } })).toBe(shown);
});

test('what does no harm is stored once', () => {
  const content = storeHtml(shown);
  expect(content.safe).not.toHaveProperty('html');
  expect(readHtml(content)).toBe(shown);
});
