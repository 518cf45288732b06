import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { chatKeys } from './chat-queries.ts';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';

test('a thread that was let go is loaded again by whoever opens it again', async () => {
  const { hookAsAda, untilLive, ada, state, threadId, queryClient } = await openChatScene(['One'], {
    reliability: { releaseLingerMs: 0, maxLoadedThreads: 0 },
  });
  ada.start();
  await untilLive();
  const first = hookAsAda(() => useMessages(threadId));
  await waitFor(() => expect(first.result.current.messageKeys).toHaveLength(3));
  const queryKey = chatKeys.thread(ada, threadId);
  expect(queryClient.getQueryCache().findAll({ queryKey })).not.toEqual([]);
  // The provider stays, as it does in an app.
  const provider = hookAsAda(() => {});
  first.unmount();
  await waitFor(() => expect(state().threads.get(threadId)?.isLoaded).toBe(false));
  await waitFor(() => expect(queryClient.getQueryCache().findAll({ queryKey })).toEqual([]));
  const second = hookAsAda(() => useMessages(threadId));
  expect(second.result.current.isPending).toBe(true);
  await waitFor(() => expect(second.result.current.messageKeys).toHaveLength(3));
  act(() => provider.unmount());
});
