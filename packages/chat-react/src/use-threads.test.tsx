import type { ChatSession } from '@confab/chat-core/session';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { ChatProvider } from './ChatProvider.tsx';
import { openChatScene, RetryBoundary, type ChatScene } from './test-support/chat-scene.tsx';
import { useThreads } from './use-threads.ts';

/** Threads beside the one that the scene has, the last one with the latest activity. */
async function createThreads({ grace, ada }: ChatScene, count: number): Promise<string[]> {
  const threadIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const participants = [{ userId: ada.userId, displayName: 'Ada' }];
    const { threadId } = await grace.createThread({ topic: `Thread ${index}`, participants });
    await grace.send(threadId, { content: 'Hello' }).settled;
    threadIds.push(threadId);
  }
  return threadIds;
}

test('threads come in the order of their latest activity, and change places when somebody writes', async () => {
  const scene = await openChatScene();
  const [first = '', second = ''] = await createThreads(scene, 2);
  const { result } = scene.hookAsAda(() => useThreads());
  expect(result.current).toMatchObject({ isPending: true, threadIds: [], hasMore: false });
  await waitFor(() => expect(result.current.isPending).toBe(false));
  await scene.untilLive();
  expect(result.current.threadIds).toEqual([second, first, scene.threadId]);
  await act(() => scene.grace.send(first, { content: 'News' }).settled);
  await waitFor(() => expect(result.current.threadIds).toEqual([first, second, scene.threadId]));
});

test('the list is handed out page by page, without a request, and two calls at once bring one page', async () => {
  const scene = await openChatScene();
  await createThreads(scene, 4);
  const { result } = scene.hookAsAda(() => useThreads({ pageSize: 2 }));
  await waitFor(() => expect(result.current.threadIds).toHaveLength(2));
  await scene.untilLive();
  expect(result.current.hasMore).toBe(true);
  const before = scene.requests.length;
  act(() => {
    result.current.fetchMore();
    result.current.fetchMore();
  });
  expect(result.current.threadIds).toHaveLength(4);
  act(() => result.current.fetchMore());
  expect(result.current).toMatchObject({ hasMore: false, threadIds: { length: 5 } });
  act(() => result.current.fetchMore());
  expect(result.current.threadIds).toHaveLength(5);
  expect(scene.requests.slice(before)).toEqual([]);
});

test('nothing renders for what happens to threads behind the page', async () => {
  const scene = await openChatScene();
  const { grace, ada, state, service } = scene;
  const [low = '', middle = '', top = ''] = await createThreads(scene, 3);
  let calls = 0;
  const { result } = scene.hookAsAda(() => {
    calls += 1;
    return useThreads({ pageSize: 1 });
  });
  await waitFor(() => expect(result.current.threadIds).toEqual([top]));
  await scene.untilLive();
  // The list tells of a message that was not heard of, and there is a later one in the thread on the page.
  service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  await grace.send(low, { content: 'Not heard of' }).settled;
  await grace.send(top, { content: 'Not heard of' }).settled;
  scene.mend();
  const before = calls;
  await act(() => ada.loadThreads());
  await waitFor(() => expect(state().threadIds).toEqual([top, low, middle, scene.threadId]));
  expect(calls).toBe(before);
  await act(() => grace.deleteThread(middle));
  await waitFor(() => expect(state().threadIds).toEqual([top, low, scene.threadId]));
  expect(calls).toBe(before);
});

test.each([0, -1, 1.5, Number.NaN])('a page of %d entries is refused at once', async (pageSize) => {
  const { renderAsAda } = await openChatScene();
  const Refused = (): ReactNode => useThreads({ pageSize }).threadIds;
  renderAsAda(
    <RetryBoundary>
      <Refused />
    </RetryBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toContain(
    `RangeError: pageSize is ${pageSize}, so nothing is shown`,
  );
});

test('a list that cannot be loaded is an error with a code, and loading again mends it', async () => {
  const { hookAsAda, refuse, mend, threadId } = await openChatScene();
  refuse(['listChatThreads']);
  const { result } = hookAsAda(() => useThreads());
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'Forbidden' }));
  expect(result.current).toMatchObject({ isPending: false, threadIds: [] });
  mend();
  await act(async () => result.current.refetch());
  await waitFor(() => expect(result.current.threadIds).toEqual([threadId]));
  expect(result.current.error).toBeNull();
});

test("another user's list begins with its first page", async () => {
  const { ada, grace } = await openChatScene();
  for (const topic of ['Two', 'Three'])
    await grace.createThread({ topic, participants: [{ userId: ada.userId }] });
  function Count(): ReactNode {
    const { threadIds, fetchMore } = useThreads({ pageSize: 1 });
    return <button onClick={fetchMore}>{threadIds.length} threads</button>;
  }
  const chat = (session: ChatSession): ReactNode => (
    <ChatProvider session={session}>
      <Count />
    </ChatProvider>
  );
  const { rerender } = render(chat(ada));
  fireEvent.click(await screen.findByText('1 threads'));
  expect(await screen.findByText('2 threads')).toBeDefined();
  await grace.loadThreads();
  rerender(chat(grace));
  expect(await screen.findByText('1 threads')).toBeDefined();
});
