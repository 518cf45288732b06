import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useParticipants } from './use-participants.ts';

const names = (people: readonly { readonly displayName?: string }[]): readonly string[] =>
  people.map(({ displayName = '' }) => displayName).toSorted();

test('the people of a thread are loaded, this user among them, and follow who comes and goes', async () => {
  const { hookAsAda, untilLive, threadId, grace, service } = await openChatScene();
  const { result } = hookAsAda(() => useParticipants(threadId));
  expect(result.current).toMatchObject({ isPending: true, participants: [], hasMore: false });
  await waitFor(() => expect(names(result.current.participants)).toEqual(['Ada', 'Grace']));
  expect(result.current).toMatchObject({ isPending: false, error: null });
  await untilLive();
  const alan = { ...(await service.createUser('Alan')), displayName: 'Alan' };
  await act(() => grace.addParticipants(threadId, [alan]));
  await waitFor(() => expect(names(result.current.participants)).toContain('Alan'));
  await act(() => grace.removeParticipant(threadId, alan.userId));
  await waitFor(() => expect(names(result.current.participants)).not.toContain('Alan'));
});

test('people are handed out page by page, without another request', async () => {
  const { hookAsAda, untilLive, createCrowd, requests } = await openChatScene();
  const threadId = await createCrowd(3);
  const { result } = hookAsAda(() => useParticipants(threadId, { pageSize: 2 }));
  await waitFor(() => expect(result.current.participants).toHaveLength(2));
  await untilLive();
  const before = requests.length;
  act(() => {
    result.current.fetchMore();
    result.current.fetchMore();
  });
  expect(result.current).toMatchObject({ hasMore: true, participants: { length: 4 } });
  act(() => result.current.fetchMore());
  expect(result.current).toMatchObject({ hasMore: false, participants: { length: 5 } });
  expect(requests.slice(before)).toEqual([]);
});

test('two hooks of one thread load its people once', async () => {
  const { hookAsAda, untilLive, ada, threadId, requests } = await openChatScene();
  ada.start();
  await untilLive();
  const { result } = hookAsAda(() => [useParticipants(threadId), useParticipants(threadId)]);
  await waitFor(() => expect(result.current[0]?.participants).toHaveLength(2));
  expect(result.current[1]?.participants).toEqual(result.current[0]?.participants);
  expect(requests.filter((request) => request.includes('/participants'))).toHaveLength(1);
});

test('people who cannot be loaded are an error with a code, and loading again mends it', async () => {
  const { hookAsAda, refuse, mend, threadId } = await openChatScene();
  refuse(['listParticipants']);
  const { result } = hookAsAda(() => useParticipants(threadId));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'Forbidden' }));
  expect(result.current).toMatchObject({ isPending: false, participants: [] });
  mend();
  await act(async () => result.current.refetch());
  await waitFor(() => expect(result.current.participants).toHaveLength(2));
  expect(result.current.error).toBeNull();
});

test('another thread begins with its first page', async () => {
  const { hookAsAda, createCrowd } = await openChatScene();
  const [one, two] = [await createCrowd(3), await createCrowd(3)];
  const { result, rerender } = hookAsAda(
    ({ id }: { readonly id: string }) => useParticipants(id, { pageSize: 2 }),
    { initialProps: { id: one } },
  );
  await waitFor(() => expect(result.current.hasMore).toBe(true));
  act(() => result.current.fetchMore());
  expect(result.current.participants).toHaveLength(4);
  rerender({ id: two });
  await waitFor(() => expect(result.current.participants).not.toEqual([]));
  expect(result.current).toMatchObject({ hasMore: true, participants: { length: 2 } });
});
