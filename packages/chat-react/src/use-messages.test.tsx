import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { chatKeys } from './chat-queries.ts';
import { openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';

/** With the two notes about the thread's beginning these are ten rows. */
const texts = Array.from({ length: 8 }, (_, index) => `Message ${index}`);

/** Pages that the hooks asked for. The session reads larger ones of its own when it connects. */
const pagesAskedFor = ({ requests }: ChatScene): readonly string[] =>
  requests.filter((request) => /^GET .*\/messages\?(?!.*maxPageSize=200)/.test(request));

const contents = ({ state, threadId, keys }: ChatScene): readonly (string | undefined)[] =>
  keys().map((key) => state().threads.get(threadId)?.rows.get(key)?.content);

/** A page that is asked for before the session is connected is read once more when it is: something may have been missed. */
async function openLive(messages: readonly string[] = texts): Promise<ChatScene> {
  const scene = await openChatScene(messages, { reliability: { releaseLingerMs: 0 } });
  scene.ada.start();
  await scene.untilLive();
  return scene;
}

test('messages are loaded once in StrictMode, and paged back without asking twice for a page', async () => {
  const scene = await openLive();
  const fetching = new Set<boolean>();
  const { result } = scene.hookAsAda(() => {
    const messages = useMessages(scene.threadId, { pageSize: 4 });
    fetching.add(messages.isFetchingOlder);
    return messages;
  });
  expect(result.current).toMatchObject({ isPending: true, messageKeys: [], hasOlder: false });
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(4));
  expect(result.current).toMatchObject({ isPending: false, hasOlder: true, hasGap: false });
  expect(pagesAskedFor(scene)).toHaveLength(1);

  act(() => {
    result.current.fetchOlder();
    result.current.fetchOlder();
  });
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(8));
  expect(fetching).toContain(true);
  expect(result.current.messageKeysChange).toMatchObject({ prepended: 4, appended: 0 });
  expect(pagesAskedFor(scene)).toHaveLength(2);

  act(() => result.current.fetchOlder());
  await waitFor(() => expect(result.current.hasOlder).toBe(false));
  expect(contents(scene).filter(Boolean)).toEqual(texts);
  const before = scene.requests.length;
  act(() => result.current.fetchOlder());
  await waitFor(() => expect(result.current.isFetchingOlder).toBe(false));
  expect(scene.requests.slice(before)).toEqual([]);
});

test('a page holds 50 messages unless something else is asked for', async () => {
  const scene = await openLive(['One']);
  scene.hookAsAda(() => useMessages(scene.threadId));
  await waitFor(() => expect(contents(scene)).toContain('One'));
  expect(pagesAskedFor(scene)).toEqual([expect.stringContaining('maxPageSize=50')]);
});

test('an older page that cannot be loaded says so beside the rows, and is asked for again', async () => {
  const scene = await openLive();
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId, { pageSize: 4 }));
  await waitFor(() => expect(result.current.hasOlder).toBe(true));
  scene.refuse(['listMessages']);
  act(() => result.current.fetchOlder());
  await waitFor(() => expect(result.current.olderError).toHaveProperty('code'));
  expect(result.current).toMatchObject({ error: null, messageKeys: { length: 4 } });
  scene.mend();
  act(() => result.current.fetchOlder());
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(8));
  expect(result.current.olderError).toBeNull();
});

test('one request reads a thread anew when it is invalidated, however many pages are loaded', async () => {
  const scene = await openLive();
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId, { pageSize: 4 }));
  await waitFor(() => expect(result.current.hasOlder).toBe(true));
  act(() => result.current.fetchOlder());
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(8));
  const before = scene.requests.length;
  await act(() =>
    scene.queryClient.invalidateQueries({ queryKey: chatKeys.thread(scene.ada, scene.threadId) }),
  );
  expect(scene.requests.slice(before)).toHaveLength(1);
  expect(result.current.messageKeys).toHaveLength(8);
});

test('a message that is far back is loaded, page by page', async () => {
  const scene = await openLive();
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId, { pageSize: 2 }));
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(2));
  const [far = ''] = scene.messageIds;
  const pages: number[] = [];
  await act(() => result.current.loadAround(far, { onProgress: (count) => pages.push(count) }));
  expect(result.current.messageKeys).toContain(far);
  expect(pages.length).toBeGreaterThan(0);
});

test('a message that the thread does not hold cannot be loaded, and neither can one after it was given up', async () => {
  const scene = await openLive();
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId, { pageSize: 2 }));
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(2));
  const { loadAround } = result.current;
  const signal = AbortSignal.abort();
  const [far = ''] = scene.messageIds;
  await act(async () => {
    await expect(loadAround(far, { signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(loadAround('1234')).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('messages are read anew, page by page, by somebody who was removed and comes back', async () => {
  const scene = await openLive();
  const showMessages = () => scene.hookAsAda(() => useMessages(scene.threadId, { pageSize: 4 }));
  const before = showMessages();
  await waitFor(() => expect(before.result.current.hasOlder).toBe(true));
  act(() => before.result.current.fetchOlder());
  await waitFor(() => expect(before.result.current.messageKeys).toHaveLength(8));
  before.unmount();
  await waitFor(() => expect(scene.state().heldThreadIds).not.toContain(scene.threadId));

  await scene.asGrace('participants/:remove', { rawId: scene.ada.userId });
  await waitFor(() => expect(scene.state().threadIds).toEqual([]));
  const communicationIdentifier = { rawId: scene.ada.userId };
  const shareHistoryTime = new Date(0).toISOString();
  await scene.asGrace('participants/:add', {
    participants: [{ communicationIdentifier, shareHistoryTime }],
  });
  // With the two notes about the way out and in again, the pages begin where they have begun before.
  for (const content of ['Later', 'Latest'])
    await scene.grace.send(scene.threadId, { content }).settled;
  await waitFor(() => expect(scene.state().threadIds).toEqual([scene.threadId]));

  const { result } = showMessages();
  await waitFor(() => expect(result.current.hasOlder).toBe(true));
  await waitFor(() => {
    if (result.current.hasOlder) act(() => result.current.fetchOlder());
    expect(result.current.messageKeys).toHaveLength(14);
  });
  expect(contents(scene).filter(Boolean)).toEqual([...texts, 'Later', 'Latest']);
});

test('messages of an open thread stay readable when this user is removed from it, and are read anew when he comes back', async () => {
  const scene = await openLive();
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId));
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(10));
  const before = scene.requests.length;
  await scene.asGrace('participants/:remove', { rawId: scene.ada.userId });
  await waitFor(() => expect(scene.state().threadIds).toEqual([]));
  expect(result.current.messageKeys).toHaveLength(10);
  expect(scene.requests.slice(before)).toEqual([]);
  const communicationIdentifier = { rawId: scene.ada.userId };
  await scene.asGrace('participants/:add', { participants: [{ communicationIdentifier }] });
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(1));
});

test('a thread that does not exist is an error with a code', async () => {
  const { hookAsAda } = await openChatScene();
  const { result } = hookAsAda(() => useMessages('19:nowhere@thread.v2'));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'NotFound' }));
  expect(result.current).toMatchObject({ isPending: false, messageKeys: [] });
});

test('more than was read at once is a gap, which the reader closes', async () => {
  const scene = await openChatScene(texts, { reliability: { maxCatchUpPages: 1 } });
  const { result } = scene.hookAsAda(() => useMessages(scene.threadId));
  await waitFor(() => expect(result.current.messageKeys).toHaveLength(10));
  await scene.untilLive();
  await act(() => scene.ada.stop());
  const news = Array.from({ length: 205 }, (_, index) => `News ${index}`);
  await Promise.all(news.map((content) => scene.asGrace('messages', { content, type: 'text' })));
  act(() => scene.ada.start());
  await waitFor(() => expect(result.current.hasGap).toBe(true));
  expect(result.current.messageKeys).toHaveLength(10);
  await act(() => result.current.jumpToLatest());
  expect(result.current.hasGap).toBe(false);
  expect(contents(scene).every((content) => content?.startsWith('News'))).toBe(true);
});
