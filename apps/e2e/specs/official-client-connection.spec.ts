import { createThread, send } from '../harness/official-actions.ts';
import { expect, test } from '../harness/official-fixtures.ts';

test('after kill -9 of the server both official clients connect again by themselves and hear what happens then', async ({
  startServer,
  openClient,
}) => {
  const server = await startServer('https');
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace, 'Lunch');

  await server.kill();
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('disconnected')).toHaveLength(1);
  }
  await server.startAgain();
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('connected'), { timeout: 30_000 }).toHaveLength(2);
  }
  await send(ada, threadId, 'From Ada');
  await send(grace, threadId, 'From Grace');
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('chatMessageReceived')).toHaveLength(2);
  }
});

test('official clients whose sockets were cut connect again by themselves and hear what happens then', async ({
  startServer,
  openClient,
}) => {
  const cut = { where: 'realtime', fault: 'cut', events: ['typingIndicatorReceived'], times: 2 };
  const server = await startServer('https', [cut]);
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace, 'Lunch');

  await ada.page.evaluate(async (id) => {
    await window.official.client.getChatThreadClient(id).sendTypingNotification();
  }, threadId);
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('disconnected')).toHaveLength(1);
    await expect.poll(() => user.heard('connected')).toHaveLength(2);
  }
  await send(ada, threadId, 'Still there?');
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('chatMessageReceived')).toHaveLength(1);
    expect(await user.heard('typingIndicatorReceived')).toEqual([]);
  }
});

test('official clients hear 100 messages that are sent at once, in order and without losing their sockets', async ({
  startServer,
  openClient,
}) => {
  const server = await startServer('http');
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace, 'Lunch');

  const ids = await ada.page.evaluate(async (id) => {
    const thread = window.official.client.getChatThreadClient(id);
    const sends = Array.from({ length: 100 }, (_, index) =>
      thread.sendMessage({ content: `Number ${index}` }),
    );
    return (await Promise.all(sends)).map((result) => result.id);
  }, threadId);
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('chatMessageReceived')).toHaveLength(100);
    // Ids are times of creation, so they say in which order the service took the messages.
    expect(await user.heard('chatMessageReceived')).toMatchObject(
      ids.toSorted((a, b) => Number(a) - Number(b)).map((id) => ({ id })),
    );
    expect(await user.heard('disconnected')).toEqual([]);
  }
});

test('an official client that stops hears nothing more, and everything again once it has started', async ({
  startServer,
  openClient,
}) => {
  const server = await startServer('http');
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace, 'Lunch');

  await grace.page.evaluate(() => window.official.client.stopRealtimeNotifications());
  await send(ada, threadId, 'Unheard');
  await expect.poll(() => ada.heard('chatMessageReceived')).toHaveLength(1);
  await grace.page.evaluate(() => window.official.connect());
  await expect.poll(() => grace.heard('connected')).toHaveLength(2);
  await send(ada, threadId, 'Heard');
  await expect.poll(() => grace.heard('chatMessageReceived')).toHaveLength(1);
  expect(await grace.heard('chatMessageReceived')).toMatchObject([{ message: 'Heard' }]);
});
