import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Suspense, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { openChatScene, RetryBoundary } from './test-support/chat-scene.tsx';
import { useSuspenseMessages } from './use-suspense-messages.ts';

function Rows({ threadId }: { readonly threadId: string }): ReactNode {
  const { messageKeys, error } = useSuspenseMessages(threadId);
  return <p>{error?.message ?? `${messageKeys.length} rows`}</p>;
}

test('the fallback stands there until the newest page is loaded', async () => {
  const { renderAsAda, threadId } = await openChatScene(['One', 'Two']);
  renderAsAda(
    <Suspense fallback={<p>Loading</p>}>
      <Rows threadId={threadId} />
    </Suspense>,
  );
  expect(screen.getByText('Loading')).toBeDefined();
  expect(await screen.findByText('4 rows')).toBeDefined();
});

test('a failure reaches the error boundary, whose reset tries again', async () => {
  const { renderAsAda, threadId, refuse, mend } = await openChatScene(['One', 'Two']);
  refuse(['listMessages']);
  renderAsAda(
    <RetryBoundary>
      <Suspense fallback={<p>Loading</p>}>
        <Rows threadId={threadId} />
      </Suspense>
    </RetryBoundary>,
  );
  expect((await screen.findByRole('alert')).textContent).toContain('listMessages');
  mend();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('4 rows')).toBeDefined();
});

test('older pages come without the fallback', async () => {
  const { renderAsAda, ada, untilLive, threadId } = await openChatScene(['One', 'Two']);
  ada.start();
  await untilLive();
  function Paged(): ReactNode {
    const { messageKeys, hasOlder, fetchOlder } = useSuspenseMessages(threadId, { pageSize: 2 });
    return (
      <button onClick={fetchOlder}>
        {messageKeys.length} rows{hasOlder && ', and older ones'}
      </button>
    );
  }
  const fallbacks: Node[] = [];
  renderAsAda(
    <Suspense fallback={<p>Loading</p>}>
      <Paged />
    </Suspense>,
  );
  const button = await screen.findByRole('button', { name: '2 rows, and older ones' });
  const observer = new MutationObserver(() => fallbacks.push(...screen.queryAllByText('Loading')));
  observer.observe(document.body, { childList: true, subtree: true });
  fireEvent.click(button);
  await waitFor(() => expect(screen.getByRole('button').textContent).toMatch(/^4 rows/));
  observer.disconnect();
  expect(fallbacks).toEqual([]);
});
