import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createSwitchableNetwork,
  type SwitchableNetwork,
} from '../../test-support/switchable-network.ts';
import { signIn, type Person } from '../../test-support/two-people.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
const patience = { timeout: 15_000 };
let service: ChatService;
let network: SwitchableNetwork;
let ada: Person;
let grace: Person;
let threadId: string;

beforeEach(async () => {
  service = await createChatService();
  network = createSwitchableNetwork(service);
  ada = await signIn(service, 'Ada', network.options);
  grace = await signIn(service, 'Grace');
  const participants = [{ userId: ada.session.userId, displayName: 'Ada' }];
  ({ threadId } = await grace.session.createThread({ topic: 'Launch', participants }));
  for (const { session } of [ada, grace]) session.start();
  await ada.session.loadMessages(threadId);
  await isLive(ada);
  await isLive(grace);
});

afterEach(async () => {
  await Promise.all([ada.session.dispose(), grace.session.dispose()]);
  await service.close();
});

async function isLive(person: Person): Promise<void> {
  await vi.waitFor(() => expect(person.state().connection).toBe('live'), patience);
}

test('what was missed during a short cut arrives in order, without a list', async () => {
  network.cut();
  await vi.waitFor(() => expect(ada.state().connection).toBe('reconnecting'));
  for (const content of ['One', 'Two', 'Three']) {
    await grace.session.send(threadId, { content }).settled;
  }
  const before = network.requests.length;
  network.heal();
  await isLive(ada);
  await vi.waitFor(() => expect(ada.texts(threadId)).toEqual(['One', 'Two', 'Three']));
  expect(network.requests.slice(before).filter((path) => path.endsWith('/messages'))).toEqual([]);
});

test('a message that is sent while the network is down arrives once it is back', async () => {
  network.cut();
  const { settled } = ada.session.send(threadId, { content: 'From the tunnel' });
  expect(ada.texts(threadId)).toEqual(['From the tunnel']);
  network.heal();
  await settled;
  await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['From the tunnel']));
  expect(ada.texts(threadId)).toEqual(['From the tunnel']);
});

test('a message of one’s own that a list shows is sent, whatever became of its request', async () => {
  const release = network.hold(/POST .*\/messages$/);
  network.cutSockets();
  const { settled } = ada.session.send(threadId, { content: 'Mine' });
  await vi.waitFor(() => expect(network.requests.at(-1)).toMatch(/^POST .*messages$/));
  await vi.waitFor(async () => {
    await ada.session.loadMessages(threadId);
    expect(
      ada.thread(threadId).rows.get(ada.thread(threadId).messageKeys.at(-1) ?? ''),
    ).toMatchObject({ content: 'Mine', sendState: 'sent' });
  });
  await expect(settled).resolves.toMatch(/^\d+$/);
  release();
});
