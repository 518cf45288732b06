import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { ChatClient } from '@azure/communication-chat';
import { afterEach, describe, expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

let aheadMs = 0;
afterEach(() => {
  aheadMs = 0;
});
const scene = setOfficialScene({ clock: { now: () => Date.now() + aheadMs } });

describe('without a good token', () => {
  const refused = {
    name: 'RestError',
    statusCode: 401,
    code: 'Unauthorized',
    details: { error: { code: 'Unauthorized', message: expect.any(String) } },
  };

  test('an expired one is refused', async () => {
    const ada = await scene.addPerson();
    aheadMs = 25 * 60 * 60 * 1000;
    await expect(collect(ada.chat.listChatThreads())).rejects.toMatchObject(refused);
  });

  test('one with another signature is refused', async () => {
    const { token } = await scene.addPerson();
    const [header, payload] = token.split('.');
    const forged = scene.signIn(`${header}.${payload}.${'A'.repeat(43)}`);
    await expect(forged.createChatThread({ topic: 'Mine' })).rejects.toMatchObject(refused);
  });

  test('a credential that fetches its tokens itself works', async () => {
    const { token } = await scene.addPerson();
    const { endpoint, certificate = '' } = scene.served;
    const credential = new AzureCommunicationTokenCredential({
      tokenRefresher: async () => token,
      refreshProactively: false,
    });
    const client = new ChatClient(`${endpoint}/`, credential, { tlsOptions: { ca: certificate } });
    expect(await collect(client.listChatThreads())).toEqual([]);
    credential.dispose();
  });
});

describe('a request that cannot be carried out', () => {
  const start = async () => {
    const ada = await scene.addPerson();
    return { ada, thread: ada.chat.getChatThreadClient(await scene.startThread(ada)) };
  };

  test('a missing thread or message is not found', async () => {
    const { ada, thread } = await start();
    const notFound = { name: 'RestError', statusCode: 404, code: 'NotFound' };
    const missing = ada.chat.getChatThreadClient('19:missing@thread.v2');
    await expect(missing.sendMessage({ content: 'Hi' })).rejects.toMatchObject(notFound);
    for (const id of ['1', 'not-an-id', '99999999999999']) {
      await expect(thread.getMessage(id)).rejects.toMatchObject(notFound);
      await expect(thread.sendReadReceipt({ chatMessageId: id })).rejects.toMatchObject(notFound);
    }
  });

  test('what does not follow the protocol is a bad request', async () => {
    const { ada, thread } = await start();
    const bad = { name: 'RestError', statusCode: 400, code: 'BadRequest' };
    await expect(thread.updateTopic('x'.repeat(1000))).rejects.toMatchObject(bad);
    await expect(
      thread.sendMessage({ content: 'x' }, { type: 'topicUpdated' }),
    ).rejects.toMatchObject(bad);
    await expect(collect(thread.listMessages({ maxPageSize: 201 }))).rejects.toMatchObject(bad);
    await expect(
      ada.chat.createChatThread(
        { topic: 'T' },
        { retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 7 } },
      ),
    ).rejects.toMatchObject(bad);
  });

  test('what is too large is refused as that', async () => {
    const { thread } = await start();
    const tooLarge = { name: 'RestError', statusCode: 413 };
    await expect(thread.sendMessage({ content: 'x'.repeat(28_001) })).rejects.toMatchObject(
      tooLarge,
    );
    await expect(thread.sendMessage({ content: 'x'.repeat(200_000) })).rejects.toMatchObject(
      tooLarge,
    );
  });

  test('the client sees the raw answer, and can give up on a request', async () => {
    const { ada, thread } = await start();
    let status = 0;
    await thread.getProperties({ onResponse: (response) => (status = response.status) });
    expect(status).toBe(200);
    const abortSignal = AbortSignal.abort();
    await expect(ada.chat.createChatThread({ topic: 'T' }, { abortSignal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
