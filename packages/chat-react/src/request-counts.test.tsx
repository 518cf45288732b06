import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { chatKeys, latestMessagesQuery } from './chat-queries.ts';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { MeasuredList } from './test-support/measured-list.tsx';

let scene: ChatScene;

/** Messages that fill so many pages of `pageSize`. */
async function openScene(pages: number, pageSize: number): Promise<void> {
  // Two notes about the thread's beginning are on the last page.
  const texts = Array.from({ length: pages * pageSize - 2 }, (_, index) => `Message ${index}`);
  // More than the service would allow at once: what is counted here is not how fast they may follow.
  scene = await createChatScene(texts, { reliability: { listsPerMinute: 100_000 } });
  // A page that is asked for before the session is connected is read once more when it is: something may have been missed.
  scene.ada.start();
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
  scene.renderAsAda(<MeasuredList threadId={scene.threadId} pageSize={pageSize} />);
  await waitFor(() => expect(rowCount()).toBe(pageSize));
}

afterEach(async () => {
  cleanup();
  await scene.end();
});

const rowCount = (): number => screen.queryAllByRole('listitem').length;
const older = (): HTMLElement => screen.getByRole('button', { name: 'Older' });
/** Pages that the hooks asked for. The session reads larger ones of its own when it connects. */
const pagesAskedFor = (): number =>
  scene.requests.filter((request) => /^GET .*\/messages\?(?!.*maxPageSize=200)/.test(request))
    .length;

test('ten pages are ten requests, in StrictMode and with every click made twice', async () => {
  await openScene(10, 10);
  for (let page = 2; page <= 10; page += 1) {
    fireEvent.click(older());
    fireEvent.click(older());
    await waitFor(() => expect(rowCount()).toBe(page * 10));
  }
  expect(older()).toHaveProperty('disabled', true);
  expect(pagesAskedFor()).toBe(10);
});

test('with two hundred pages loaded, one request brings the thread up to date', async () => {
  await openScene(200, 1);
  for (let page = 2; page <= 200; page += 1) {
    await act(async () => fireEvent.click(older()));
    await waitFor(() => expect(rowCount()).toBe(page), { interval: 1 });
  }
  expect(pagesAskedFor()).toBe(200);
  const before = scene.requests.length;
  const queryKey = chatKeys.thread(scene.ada, scene.threadId);
  await act(() => scene.queryClient.invalidateQueries({ queryKey }));
  expect(scene.requests.slice(before)).toHaveLength(1);
  expect(rowCount()).toBe(200);
}, 60_000);

test('what was prefetched is there at once, and is not asked for again', async () => {
  scene = await createChatScene(['Hello']);
  await scene.queryClient.prefetchQuery(latestMessagesQuery(scene.ada, scene.threadId));
  scene.renderAsAda(<MeasuredList threadId={scene.threadId} />);
  expect(screen.getByText('Hello')).toBeDefined();
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
  expect(pagesAskedFor()).toBe(1);
});
