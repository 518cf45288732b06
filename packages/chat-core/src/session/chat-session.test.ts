import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { messageStatus } from '../state/read-position.ts';
import { createTwoPeople, signIn, type TwoPeople } from '../test-support/two-people.ts';

let scene: TwoPeople;

beforeEach(async () => {
  scene = await createTwoPeople();
  await vi.waitFor(() => {
    expect(scene.ada.state().connection).toBe('live');
    expect(scene.grace.state().connection).toBe('live');
  });
});

afterEach(() => scene.end());

describe('a session', () => {
  test('shows a message in the moment it is sent, and to the other person once', async () => {
    const { ada, grace, threadId } = scene;
    const { clientMessageId, settled } = ada.session.send(threadId, { content: 'Hello' });
    expect(ada.texts(threadId)).toEqual(['Hello']);
    const id = await settled;
    await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['Hello']));
    expect(ada.texts(threadId)).toEqual(['Hello']);
    expect(ada.thread(threadId).rows.get(clientMessageId)).toMatchObject({ id, sendState: 'sent' });
  });

  test('tells whoever listens later which threads somebody looks at', async () => {
    const { ada, threadId } = scene;
    ada.session.acquire(threadId);
    const listener = vi.fn();
    ada.session.subscribe(listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalled());
    expect(listener.mock.calls[0]?.[0]).toContainEqual({
      type: 'thread-held',
      threadId,
      isHeld: true,
    });
  });

  test('keeps the order of messages that are typed faster than they are sent', async () => {
    const { ada, grace, threadId } = scene;
    const texts = Array.from({ length: 12 }, (_, index) => `Message ${index}`);
    await Promise.all(texts.map((content) => ada.session.send(threadId, { content }).settled));
    await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(texts));
    expect(ada.texts(threadId)).toEqual(texts);
  });

  test('stores a message once when the answer to its request is lost', async () => {
    const { ada, grace, threadId, service } = scene;
    service.setFaults({
      rules: [{ where: 'rest', operations: ['sendMessage'], fault: 'lose-response', times: 1 }],
    });
    await ada.session.send(threadId, { content: 'Once' }).settled;
    await ada.session.send(threadId, { content: 'And then' }).settled;
    await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['Once', 'And then']));
    await grace.session.loadMessages(threadId);
    expect(grace.texts(threadId)).toEqual(['Once', 'And then']);
    expect(ada.texts(threadId)).toEqual(['Once', 'And then']);
  });

  test('tells who is typing, and stops when the message arrives', async () => {
    const { ada, grace, threadId } = scene;
    ada.session.notifyTyping(threadId);
    await vi.waitFor(() =>
      expect(grace.thread(threadId).typing).toEqual([
        { userId: ada.session.userId, displayName: 'Ada' },
      ]),
    );
    await ada.session.send(threadId, { content: 'Done' }).settled;
    await vi.waitFor(() => expect(grace.thread(threadId).typing).toEqual([]));
    expect(ada.thread(threadId).typing).toEqual([]);
  });

  test('turns a message to read when the other person has marked it, not before', async () => {
    const { ada, grace, threadId } = scene;
    const handle = ada.session.send(threadId, { content: 'Seen?' });
    const id = await handle.settled;
    const status = (): string | undefined => {
      const row = ada.thread(threadId).rows.get(handle.clientMessageId);
      return row && messageStatus(ada.thread(threadId), row, ada.session.userId);
    };
    await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['Seen?']));
    expect(status()).toBe('sent');
    grace.session.markRead(threadId, id);
    await vi.waitFor(() => expect(status()).toBe('read'));
  });

  test('shows a new thread to those who are in it, and nobody else', async () => {
    const { ada, grace, service } = scene;
    const linus = await signIn(service, 'Linus');
    linus.session.start();
    await vi.waitFor(() => expect(linus.state().connection).toBe('live'));
    const { threadId } = await ada.session.createThread({
      topic: 'Lunch',
      participants: [{ userId: grace.session.userId, displayName: 'Grace' }],
    });
    await vi.waitFor(() => expect(grace.state().threadIds).toContain(threadId));
    expect(grace.thread(threadId).topic).toBe('Lunch');
    expect(linus.state().threadIds).toEqual([]);
    await linus.session.dispose();
  });

  test('refuses an empty or too long message before anything is sent', () => {
    const { ada, threadId } = scene;
    expect(() => ada.session.send(threadId, { content: ' ' })).toThrow('Write something first');
    expect(() => ada.session.send(threadId, { content: '가'.repeat(9_334) })).toThrow('Shorten it');
    expect(ada.texts(threadId)).toEqual([]);
  });

  test('keeps a message that the service refuses, with the reason', async () => {
    const { ada, grace, threadId, service } = scene;
    const linus = await signIn(service, 'Linus');
    const handle = linus.session.send(threadId, { content: 'Let me in' });
    await expect(handle.settled).rejects.toMatchObject({
      code: 'gone',
      cause: { statusCode: 404 },
    });
    expect(linus.thread(threadId).rows.get(handle.clientMessageId)).toMatchObject({
      content: 'Let me in',
      sendState: 'failed',
      failure: { message: expect.stringContaining('Your text is kept') },
    });
    expect(ada.texts(threadId)).toEqual([]);
    expect(grace.texts(threadId)).toEqual([]);
    await linus.session.dispose();
  });

  test('goes on for the others when one of its listeners throws', async () => {
    const { ada, grace, threadId } = scene;
    ada.session.subscribe(() => {
      throw new Error('A broken listener.');
    });
    await grace.session.send(threadId, { content: 'Still there?' }).settled;
    await vi.waitFor(() => expect(ada.texts(threadId)).toEqual(['Still there?']));
  });

  test('pages back through the history without a hole or a double', async () => {
    const { ada, grace, threadId } = scene;
    const texts = Array.from({ length: 60 }, (_, index) => `Message ${index}`);
    for (const content of texts) await ada.session.send(threadId, { content }).settled;
    const fresh = await signIn(scene.service, 'Grace');
    let page = await fresh.session.loadMessages(threadId, { pageSize: 25 });
    while (page.olderCursor !== null) {
      page = await fresh.session.loadMessages(threadId, { cursor: page.olderCursor });
    }
    expect(fresh.texts(threadId)).toEqual(texts);
    expect(fresh.thread(threadId).olderCursor).toBeNull();
    expect(grace.session.userId).toBe(fresh.session.userId);
  });
});
