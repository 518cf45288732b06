// The demo's chat-server, in a process of its own: it can be killed and comes back, as in real life.
import { serveChatService } from '@confab/chat-server/node';
import { demoAccounts } from '../accounts.ts';
import { createDemoConversation } from '../seed/conversations.ts';
import type { ChatProcessReady } from './chat-child.ts';

const [port, dataFolder, likeAzure] = process.argv.slice(2);

/** Nothing that Azure does not offer, at the pace that Azure allows. */
const asAzure = {
  realtime: 'azure',
  rateLimits: 'acs',
  behaviours: { idempotentSends: false },
} as const;

try {
  const { service, endpoint, connectionString, close } = await serveChatService({
    port: Number(port),
    storage: dataFolder ?? 'memory',
    ...(likeAzure === 'like-azure' ? asAzure : {}),
  });
  const userIds: Record<string, string> = {};
  for (const { id, uuid } of demoAccounts) {
    userIds[id] = (await service.createUser(id, { uuid })).userId;
  }
  // A data folder that holds threads stays as it is.
  await service.seed(createDemoConversation(Date.now()));
  const shutDown = (): void => void close().then(() => process.exit(0));
  process.on('SIGTERM', shutDown);
  process.on('SIGINT', shutDown);
  // The parent has gone without saying so.
  process.on('disconnect', shutDown);
  process.send?.({ endpoint, connectionString, userIds } satisfies ChatProcessReady);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
