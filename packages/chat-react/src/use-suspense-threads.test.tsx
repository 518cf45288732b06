import { fireEvent, screen } from '@testing-library/react';
import { Suspense, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { openChatScene, RetryBoundary } from './test-support/chat-scene.tsx';
import { useSuspenseThreads } from './use-suspense-threads.ts';

function List(): ReactNode {
  const { threadIds, error } = useSuspenseThreads();
  return <p>{error?.message ?? `${threadIds.length} threads`}</p>;
}

test('the fallback stands there until the list is loaded', async () => {
  const { renderAsAda } = await openChatScene();
  renderAsAda(
    <Suspense fallback={<p>Loading</p>}>
      <List />
    </Suspense>,
  );
  expect(screen.getByText('Loading')).toBeDefined();
  expect(await screen.findByText('1 threads')).toBeDefined();
});

test('a failure reaches the error boundary, whose reset tries again', async () => {
  const { renderAsAda, refuse, mend } = await openChatScene();
  refuse(['listChatThreads']);
  renderAsAda(
    <RetryBoundary>
      <Suspense fallback={<p>Loading</p>}>
        <List />
      </Suspense>
    </RetryBoundary>,
  );
  expect((await screen.findByRole('alert')).textContent).toContain('listChatThreads');
  mend();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('1 threads')).toBeDefined();
});
