import { act, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { chatKeys } from './chat-queries.ts';
import { openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useUser } from './use-user.ts';
import type { ResolveUser, ResolveUsers } from './user-directory.ts';

function User({ userId }: { readonly userId: string }): ReactNode {
  const { displayName, avatarUrl, isPending, error } = useUser(userId);
  return (
    <p title={avatarUrl}>{isPending ? 'Loading' : (displayName ?? error?.message ?? 'Nobody')}</p>
  );
}

const userQueries = ({ queryClient, ada }: ChatScene): readonly unknown[] =>
  queryClient.getQueryCache().findAll({ queryKey: chatKeys.all(ada) });

test('a person is asked for once, though many rows show the person', async () => {
  const { renderAsAda, grace } = await openChatScene();
  const resolveUser = vi.fn<ResolveUser>(async () => ({
    displayName: 'Grace Hopper',
    avatarUrl: '/grace.png',
  }));
  renderAsAda(
    <>
      <User userId={grace.userId} />
      <User userId={grace.userId} />
      <User userId={grace.userId} />
    </>,
    { resolveUser },
  );
  expect(screen.getAllByText('Loading')).toHaveLength(3);
  expect(await screen.findAllByText('Grace Hopper')).toHaveLength(3);
  expect(screen.getAllByTitle('/grace.png')).toHaveLength(3);
  expect(resolveUser.mock.calls).toEqual([[grace.userId]]);
});

test('all people who are shown at the same time are asked for in one call', async () => {
  const { renderAsAda } = await openChatScene();
  const names = new Map([
    ['8:acs:1_1', 'One'],
    ['8:acs:1_2', 'Two'],
  ]);
  const resolveUsers = vi.fn<ResolveUsers>(async (ids) =>
    ids.map((id) => (names.has(id) ? { displayName: names.get(id) } : undefined)),
  );
  renderAsAda(
    ['8:acs:1_1', '8:acs:1_2', '8:acs:1_3', '8:acs:1_1'].map((userId, index) => (
      <User key={index} userId={userId} />
    )),
    { resolveUsers },
  );
  expect(await screen.findAllByText('One')).toHaveLength(2);
  expect(screen.getByText('Two')).toBeDefined();
  expect(screen.getByText('Nobody')).toBeDefined();
  expect(resolveUsers.mock.calls).toEqual([[['8:acs:1_1', '8:acs:1_2', '8:acs:1_3']]]);
});

test('people who are shown later are asked for in another call, without those who are known', async () => {
  const { hookAsAda } = await openChatScene();
  const resolveUsers = vi.fn<ResolveUsers>(async (ids) =>
    ids.map((displayName) => ({ displayName })),
  );
  const { result, rerender } = hookAsAda(
    ({ other }: { readonly other: string }) => [useUser('8:acs:1_1'), useUser(other)],
    { resolveUsers, initialProps: { other: '8:acs:1_1' } },
  );
  await waitFor(() => expect(result.current[0]?.displayName).toBe('8:acs:1_1'));
  rerender({ other: '8:acs:1_2' });
  await waitFor(() => expect(result.current[1]?.displayName).toBe('8:acs:1_2'));
  expect(resolveUsers.mock.calls).toEqual([[['8:acs:1_1']], [['8:acs:1_2']]]);
});

test('a resolver that fails is an error, and asking again mends it', async () => {
  const { hookAsAda, grace, queryClient } = await openChatScene();
  // TanStack Query would try again after seconds.
  queryClient.setDefaultOptions({ queries: { retry: false } });
  let isWell = false;
  const resolveUser: ResolveUser = async () => {
    if (!isWell) throw new Error('The directory is closed.');
    return { displayName: 'Grace Hopper' };
  };
  const { result } = hookAsAda(() => useUser(grace.userId), { resolveUser });
  await waitFor(() => expect(result.current.error?.message).toBe('The directory is closed.'));
  expect(result.current).toMatchObject({ isPending: false, displayName: undefined });
  isWell = true;
  await act(async () => result.current.refetch());
  await waitFor(() => expect(result.current.displayName).toBe('Grace Hopper'));
  expect(result.current.error).toBeNull();
});

test('without a resolver only the own name is known, and the query cache stays empty', async () => {
  const scene = await openChatScene();
  const { hookAsAda, ada, grace } = scene;
  const { result } = hookAsAda(() => [useUser(ada.userId), useUser(grace.userId)]);
  expect(result.current[0]).toMatchObject({ displayName: 'Ada', isPending: false, error: null });
  expect(result.current[1]).toMatchObject({ displayName: undefined, isPending: false });
  expect(userQueries(scene)).toEqual([]);
});

test('a message without an author asks nobody', async () => {
  const scene = await openChatScene();
  const resolveUser = vi.fn<ResolveUser>();
  const { result } = scene.hookAsAda(() => useUser(undefined), { resolveUser });
  expect(result.current).toMatchObject({ displayName: undefined, isPending: false, error: null });
  expect(resolveUser).not.toHaveBeenCalled();
  expect(userQueries(scene)).toEqual([]);
});

test('somebody whom the resolver does not know has no name, and the user himself the own one', async () => {
  const { hookAsAda, ada, grace } = await openChatScene();
  const resolveUser: ResolveUser = () => undefined;
  const { result } = hookAsAda(() => [useUser(ada.userId), useUser(grace.userId)], { resolveUser });
  await waitFor(() => expect(result.current.every(({ isPending }) => !isPending)).toBe(true));
  expect(result.current).toMatchObject([
    { displayName: 'Ada', error: null },
    { displayName: undefined, error: null },
  ]);
});
