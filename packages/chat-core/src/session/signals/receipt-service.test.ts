import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, expect, test } from 'vitest';
import { ChatClient } from '../../chat-client.ts';
import { collect } from '../../test-support/collect.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createReceiptBench } from '../../test-support/receipt-bench.ts';
import { createTokenCredential } from '../../token-credential.ts';

let service: ChatService;

afterEach(() => service.close());

test('thirty messages read in a minute stay within the limits of the service, which ends with the newest', async () => {
  const serviceClock = createManualClock();
  service = await createChatService({ clock: serviceClock, rateLimits: 'acs' });
  const { token, userId } = await service.createUser('Ada');
  const client = new ChatClient('http://localhost', createTokenCredential(token), {
    fetch: service.fetch,
    clock: serviceClock,
  });
  const { chatThread } = await client.createChatThread({ topic: 'Looms' });
  const threadId = chatThread?.id ?? '';
  const thread = client.getChatThreadClient(threadId);
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    ids.push((await thread.sendMessage({ content: `Message ${count}` })).id);
    await serviceClock.advance(3_000);
  }

  const { openTab } = createReceiptBench();
  const errors: unknown[] = [];
  let requests = 0;
  const { receipts } = openTab({
    clock: serviceClock,
    async send(_threadId, chatMessageId) {
      requests += 1;
      await thread.sendReadReceipt({ chatMessageId }).catch((error: unknown) => {
        errors.push(error);
        throw error;
      });
    },
  });
  for (const id of ids) {
    receipts.markRead(threadId, id);
    await serviceClock.advance(1_900);
  }
  await serviceClock.advance(5_000);
  expect(errors).toEqual([]);
  expect(requests).toBeLessThanOrEqual(25);
  expect(await collect(thread.listReadReceipts())).toMatchObject([
    { chatMessageId: ids.at(-1), sender: { communicationUserId: userId } },
  ]);
});
