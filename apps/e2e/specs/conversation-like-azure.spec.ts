import { describeConversation } from '../harness/conversation.ts';
import { expect, test } from '../harness/fixtures.ts';

test.use({ demoArgs: ['--like-azure'] });

test('the events come over Azure’s realtime wire, not over a socket of the kit', async ({
  demo,
  openAs,
}) => {
  const ada = await openAs('ada');
  const paths: string[] = [];
  ada.on('websocket', (socket) => {
    const url = new URL(socket.url());
    if (url.port === new URL(demo.endpoint).port) paths.push(url.pathname);
  });
  await ada.reload();
  await expect.poll(() => paths).toEqual([expect.stringMatching(/^\/socket\.io\/1\/websocket\//)]);
});

describeConversation();
