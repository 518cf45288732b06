import { setTimeout as sleep } from 'node:timers/promises';
import { createThread, send } from '../harness/official-actions.ts';
import { expect, test } from '../harness/official-fixtures.ts';

/** Longer than any heartbeat, and than the silence that either side takes for a dead connection. */
const idleMs = 95_000;

test('an official client that was idle for 95 s is still connected and hears the next event', async ({
  startServer,
  openClient,
}) => {
  const server = await startServer('https');
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace);

  // The passing of this time is what the test is about; nothing else can be waited for.
  await sleep(idleMs);

  await send(ada, threadId, 'Still there?');
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('chatMessageReceived')).toHaveLength(1);
    expect(await user.heard('connected')).toHaveLength(1);
    expect(await user.heard('disconnected')).toEqual([]);
  }
});

test('an official client notices within a minute that its socket is dead although still open, and connects again', async ({
  startServer,
  openClient,
}) => {
  const silence = { where: 'realtime', fault: 'half-open', events: ['typingIndicatorReceived'] };
  const server = await startServer('http', [{ ...silence, times: 2 }]);
  const ada = await openClient(server, 'ada');
  const grace = await openClient(server, 'grace');
  const threadId = await createThread(ada, grace);
  await ada.page.evaluate(async (id) => {
    await window.official.client.getChatThreadClient(id).sendTypingNotification();
  }, threadId);
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('connected'), { timeout: 60_000 }).toHaveLength(2);
  }
  await send(ada, threadId, 'Still there?');
  for (const user of [ada, grace]) {
    await expect.poll(() => user.heard('chatMessageReceived')).toHaveLength(1);
  }
});
