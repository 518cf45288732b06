// The chat service of a soak, in a process that may be killed at any time.
import type { ChatFaults } from '@confab/chat-server';
import { serveChatService } from '@confab/chat-server/node';
import { createLine } from './line.ts';

/** What the soak can have the server process do. */
export type ServerCalls = {
  setFaults(faults: ChatFaults): void;
};

const [folder = '', port = '0'] = process.argv.slice(2);
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
const { endpoint, connectionString, service } = await serveChatService({
  port: Number(port),
  storage: folder,
  rateLimits: 'off',
  connectionsPerAddress: Number.POSITIVE_INFINITY,
  requestsPerAddress: Number.POSITIVE_INFINITY,
  ownsProcess: true,
  onError: (error) => console.error('The service failed:', error),
});
const calls: ServerCalls = { setFaults: (faults) => service.setFaults(faults) };
const line = createLine<{ listening(where: { endpoint: string; connectionString: string }): void }>(
  process,
  calls,
);
await line.call('listening', { endpoint, connectionString });
