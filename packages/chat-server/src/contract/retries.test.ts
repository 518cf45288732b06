import type { ChatClientOptions } from '@azure/communication-chat';
import { afterEach, expect, test } from 'vitest';
import { collect, listTexts, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();
afterEach(() => scene.served.service.setFaults({ rules: [] }));

/** The client's own policy of three repetitions, without its pauses. */
const repeating: ChatClientOptions = { retryOptions: { maxRetries: 3, retryDelayInMs: 1 } };

async function startRepeating() {
  const person = await scene.addPerson();
  const threadId = await scene.startThread(person);
  const chat = scene.signIn(person.token, repeating);
  return { ...person, chat, threadId, thread: chat.getChatThreadClient(threadId) };
}

test('three failures of the service are no failure for the caller, four are', async () => {
  const { thread } = await startRepeating();
  const fail = (times: number): void =>
    scene.served.service.setFaults({
      rules: [
        {
          where: 'rest',
          operations: ['getChatThreadProperties'],
          fault: 'status',
          status: 503,
          times,
        },
      ],
    });
  fail(3);
  expect(await thread.getProperties()).toMatchObject({ topic: 'Lunch' });
  fail(4);
  await expect(thread.getProperties()).rejects.toMatchObject({
    name: 'RestError',
    statusCode: 503,
    code: 'ServiceUnavailable',
  });
});

test('a connection that is lost before or after the work is repeated', async () => {
  const { thread } = await startRepeating();
  scene.served.service.setFaults({
    rules: [
      { where: 'rest', operations: ['listMessages'], fault: 'lose-request', times: 1 },
      { where: 'rest', operations: ['listMessages'], fault: 'lose-response', times: 1 },
    ],
  });
  expect(await collect(thread.listMessages())).toHaveLength(2);
});

test('an answer that breaks off in the middle is an error, never half a list', async () => {
  const { thread } = await startRepeating();
  scene.served.service.setFaults({
    rules: [{ where: 'rest', operations: ['listMessages'], fault: 'truncate-body', times: 1 }],
  });
  await expect(collect(thread.listMessages())).rejects.toMatchObject({ name: 'RestError' });
  expect(await collect(thread.listMessages())).toHaveLength(2);
});

test('a thread whose answer was lost is created once: every repetition carries the same token', async () => {
  const { chat } = await startRepeating();
  scene.served.service.setFaults({
    rules: [
      { where: 'rest', operations: ['createChatThread'], fault: 'lose-response', times: 1 },
      { where: 'rest', operations: ['createChatThread'], fault: 'commit-then-503', times: 1 },
    ],
  });
  const { chatThread } = await chat.createChatThread({ topic: 'Dinner' });
  const topics = (await collect(chat.listChatThreads())).filter(({ topic }) => topic === 'Dinner');
  expect(topics.map(({ id }) => id)).toEqual([chatThread?.id]);
});

test('a message whose answer was lost is stored twice, because the client repeats it without a token', async () => {
  const { thread } = await startRepeating();
  scene.served.service.setFaults({
    rules: [{ where: 'rest', operations: ['sendMessage'], fault: 'lose-response', times: 1 }],
  });
  await thread.sendMessage({ content: 'Hi' });
  expect(await listTexts(thread)).toEqual(['Hi', 'Hi']);
});

test('a token that is refused is not repeated', async () => {
  const { thread } = await startRepeating();
  scene.served.service.setFaults({
    rules: [{ where: 'rest', fault: 'status', status: 401, times: 1 }],
  });
  await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 401 });
  expect(await thread.getProperties()).toMatchObject({ topic: 'Lunch' });
});
