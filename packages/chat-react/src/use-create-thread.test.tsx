import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actNow, openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useCreateThread } from './use-create-thread.ts';
import { useThreads } from './use-threads.ts';

/** The id of somebody whom the service will know once it was created. */
const lateUuid = '11111111-1111-4111-8111-111111111111';
const lateId = ({ ada }: ChatScene): string =>
  `${ada.userId.slice(0, ada.userId.indexOf('_'))}_${lateUuid}`;
const createLate = ({ service }: ChatScene) => service.createUser('Late', { uuid: lateUuid });

test('a thread is created with the others in it, and is in the list', async () => {
  const { hookAsAda, untilLive, ada, grace, state } = await openChatScene();
  const { result } = hookAsAda(() => ({ ...useThreads(), ...useCreateThread() }));
  await untilLive();
  const participants = [{ userId: grace.userId, displayName: 'Grace' }];
  const creation = actNow(() => result.current.createThread({ topic: 'Looms', participants }));
  const { threadId, failed } = await act(() => creation);
  expect(failed).toEqual([]);
  await waitFor(() => expect(result.current.threadIds).toContain(threadId));
  expect(state().threads.get(threadId)?.topic).toBe('Looms');
  await ada.loadParticipants(threadId);
  await waitFor(() => expect(state().threads.get(threadId)?.participants).toHaveLength(2));
});

test('who could not be added is named with the reason, and can be tried again alone', async () => {
  const scene = await openChatScene();
  const { hookAsAda, grace } = scene;
  const { result } = hookAsAda(() => useCreateThread());
  const late = { userId: lateId(scene), displayName: 'Late' };
  const participants = [{ userId: grace.userId, displayName: 'Grace' }, late];
  const created = await act(() => result.current.createThread({ topic: 'Looms', participants }));
  expect(created.failed).toMatchObject([
    { participant: late, error: { code: '404' }, retryable: false },
  ]);
  expect(result.current.error).toBeNull();
  expect((await act(() => created.retryFailed())).failed).toHaveLength(1);
  await createLate(scene);
  const additions = (): number => scene.requests.filter((one) => one.includes(':add')).length;
  const before = additions();
  expect((await act(() => created.retryFailed())).failed).toEqual([]);
  expect(additions()).toBe(before + 1);
});

test('a creation that is refused is an error with a code, until it is forgotten', async () => {
  const { hookAsAda, refuse } = await openChatScene();
  const { result } = hookAsAda(() => useCreateThread());
  expect(result.current).toMatchObject({ isPending: false, error: null });
  refuse(['createChatThread']);
  const creation = actNow(() => result.current.createThread({ topic: 'Looms' }));
  await act(() => expect(creation).rejects.toMatchObject({ code: 'Forbidden' }));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'Forbidden' }));
  expect(result.current.isPending).toBe(false);
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());
});

test('a creation that takes its time is pending', async () => {
  const { hookAsAda, hold } = await openChatScene();
  const { result } = hookAsAda(() => useCreateThread());
  hold('createChatThread');
  const creation = actNow(() => result.current.createThread({ topic: 'Looms' }));
  await waitFor(() => expect(result.current.isPending).toBe(true));
  await act(() => creation);
  await waitFor(() => expect(result.current.isPending).toBe(false));
});

test('a topic that is too long is refused', async () => {
  const { hookAsAda } = await openChatScene();
  const { result } = hookAsAda(() => useCreateThread());
  const creation = actNow(() => result.current.createThread({ topic: 'a'.repeat(251) }));
  await act(() => expect(creation).rejects.toHaveProperty('code'));
  await waitFor(() => expect(result.current.error).not.toBeNull());
});
