import { createChatService, createMemoryStorage } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { signIn, type Person } from '../test-support/two-people.ts';

const patience = { timeout: 15_000 };

async function isLive(person: Person): Promise<void> {
  await vi.waitFor(() => expect(person.state().connection).toBe('live'), patience);
}

async function openScene() {
  const service = await createChatService();
  const network = createSwitchableNetwork(service);
  const ada = await signIn(service, 'Ada', network.options);
  const grace = await signIn(service, 'Grace');
  const { threadId } = await grace.session.createThread({
    topic: 'Launch',
    participants: [{ userId: ada.session.userId, displayName: 'Ada' }],
  });
  for (const { session } of [ada, grace]) session.start();
  await ada.session.loadMessages(threadId);
  await isLive(ada);
  await isLive(grace);
  const end = async (): Promise<void> => {
    await Promise.all([ada.session.dispose(), grace.session.dispose()]);
    await service.close();
  };
  return { service, network, ada, grace, threadId, end };
}

test('what was missed during a short cut arrives in order, without a list', async () => {
  const { network, ada, grace, threadId, end } = await openScene();
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
  await end();
});

test('a message that is sent while the network is down arrives once it is back', async () => {
  const { network, ada, grace, threadId, end } = await openScene();
  network.cut();
  const { settled } = ada.session.send(threadId, { content: 'From the tunnel' });
  expect(ada.texts(threadId)).toEqual(['From the tunnel']);
  network.heal();
  await settled;
  await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['From the tunnel']));
  expect(ada.texts(threadId)).toEqual(['From the tunnel']);
  await end();
});

test(
  'a service that has lost its event log is listed again, and a gap replaces the rows above it',
  { timeout: 30_000 },
  async () => {
    const storage = createMemoryStorage();
    const service = await createChatService({ storage });
    const network = createSwitchableNetwork(service);
    const ada = await signIn(service, 'Ada', network.options);
    const grace = await signIn(service, 'Grace');
    const { threadId } = await grace.session.createThread({
      topic: 'Launch',
      participants: [{ userId: ada.session.userId, displayName: 'Ada' }],
    });
    await grace.session.send(threadId, { content: 'Before' }).settled;
    ada.session.start();
    await ada.session.loadThreads();
    await ada.session.loadMessages(threadId);
    await isLive(ada);
    expect(ada.texts(threadId)).toEqual(['Before']);

    network.cut();
    for (let index = 0; index < 402; index += 1) {
      await grace.session.send(threadId, { content: `Missed ${index}` }).settled;
    }
    // Another epoch: the client cannot resume.
    await storage.transaction((tx) => tx.putMeta('epoch', 'rebuilt'));
    network.heal(await createChatService({ storage }));
    await isLive(ada);
    const texts = ada.texts(threadId);
    expect(texts.at(-1)).toBe('Missed 401');
    expect(texts).not.toContain('Before');
    expect(ada.thread(threadId).olderCursor).toBeTypeOf('string');
    await Promise.all([ada.session.dispose(), grace.session.dispose()]);
    await service.close();
  },
);

test('a refused token is told as such, and the session can be started again', async () => {
  const service = await createChatService();
  const refused = await signIn(service, 'Ada', {
    fetch(input, init) {
      const request = new Request(input, init);
      request.headers.set('authorization', 'Bearer garbage');
      return service.fetch(request);
    },
  });
  refused.session.start();
  await vi.waitFor(() => expect(refused.state().connection).toBe('auth-blocked'));
  await refused.session.dispose();
  await service.close();
});
