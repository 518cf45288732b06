import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { actNow, openChatScene } from './test-support/chat-scene.tsx';
import { useParticipants } from './use-participants.ts';
import { useThread } from './use-thread.ts';
import { useThreadActions } from './use-thread-actions.ts';

test('people are added and removed', async () => {
  const { hookAsAda, untilLive, service, threadId } = await openChatScene();
  const { result } = hookAsAda(() => ({
    people: useParticipants(threadId).participants.map(({ userId }) => userId),
    actions: useThreadActions(threadId),
  }));
  await untilLive();
  const { userId } = await service.createUser('Alan');
  const added = await act(() =>
    result.current.actions.addParticipants([{ userId, displayName: 'Alan' }]),
  );
  expect(added.failed).toEqual([]);
  await waitFor(() => expect(result.current.people).toContain(userId));
  await act(() => result.current.actions.removeParticipant(userId));
  await waitFor(() => expect(result.current.people).not.toContain(userId));
});

test('who could not be added is named with the reason, and can be tried again alone', async () => {
  const { hookAsAda, service, ada, requests, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThreadActions(threadId));
  const uuid = '11111111-1111-4111-8111-111111111111';
  const late = {
    userId: `${ada.userId.slice(0, ada.userId.indexOf('_'))}_${uuid}`,
    displayName: 'Late',
  };
  const stranger = { userId: '8:orgid:1', displayName: 'Stranger' };
  const added = await act(() => result.current.addParticipants([late, stranger]));
  expect(added.failed).toMatchObject([
    { participant: late, error: { code: '404' }, retryable: false },
    { participant: stranger, error: { code: '403' }, retryable: false },
  ]);
  await service.createUser('Late', { uuid });
  const before = requests.length;
  const again = await act(() => added.retryFailed());
  expect(again.failed).toMatchObject([{ participant: stranger }]);
  expect(requests.slice(before).filter((request) => request.includes(':add'))).toHaveLength(1);
  expect(result.current).toMatchObject({ isPending: false, error: null });
});

test('somebody who is added sees the messages from the given time on, and all of them without one', async () => {
  const { hookAsAda, signIn, threadId } = await openChatScene(['Before']);
  const { result } = hookAsAda(() => useThreadActions(threadId));
  const [alan, mary] = await Promise.all([signIn('Alan'), signIn('Mary')]);
  const shareHistoryTime = new Date();
  await act(() =>
    result.current.addParticipants([
      { userId: alan.userId, displayName: 'Alan', shareHistoryTime },
      { userId: mary.userId, displayName: 'Mary' },
    ]),
  );
  const seen = await Promise.all(
    [alan, mary].map(async (session) => {
      const store = createChatStore(session);
      await session.loadMessages(threadId);
      const rows = store.getState().threads.get(threadId)?.rows.values() ?? [];
      return [...rows].map(({ content }) => content);
    }),
  );
  expect(seen[0]).not.toContain('Before');
  expect(seen[1]).toContain('Before');
});

test('the topic is set', async () => {
  const { hookAsAda, untilLive, threadId } = await openChatScene();
  const { result } = hookAsAda(() => ({
    topic: useThread(threadId).topic,
    actions: useThreadActions(threadId),
  }));
  await waitFor(() => expect(result.current.topic).toBe('Launch'));
  await untilLive();
  await act(() => result.current.actions.updateTopic('Landing'));
  await waitFor(() => expect(result.current.topic).toBe('Landing'));
});

test('who leaves a thread is no longer in it', async () => {
  const { hookAsAda, untilLive, state, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThreadActions(threadId));
  await untilLive();
  await waitFor(() => expect(state().threadIds).toEqual([threadId]));
  await act(() => result.current.leave());
  await waitFor(() => expect(state().threadIds).toEqual([]));
});

test('a deleted thread is gone for everybody', async () => {
  const { hookAsAda, untilLive, state, grace, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThreadActions(threadId));
  await untilLive();
  await act(() => result.current.deleteThread());
  await waitFor(() => expect(state().threadIds).toEqual([]));
  await expect(grace.loadThread(threadId)).rejects.toHaveProperty('code');
});

test('an action that is refused is an error with a code, until it is forgotten or another one begins', async () => {
  const { hookAsAda, refuse, mend, hold, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThreadActions(threadId));
  expect(result.current).toMatchObject({ isPending: false, error: null });
  const expectRefusal = async (): Promise<void> => {
    refuse(['updateChatThreadProperties']);
    const refused = actNow(() => result.current.updateTopic('Landing'));
    await act(() => expect(refused).rejects.toMatchObject({ code: 'Forbidden' }));
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'Forbidden' }));
    expect(result.current.isPending).toBe(false);
    mend();
  };
  await expectRefusal();
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());

  await expectRefusal();
  hold('updateChatThreadProperties');
  const made = actNow(() => result.current.updateTopic('Landing'));
  await waitFor(() => expect(result.current).toMatchObject({ isPending: true, error: null }));
  await act(() => made);
  await waitFor(() => expect(result.current.isPending).toBe(false));
});
