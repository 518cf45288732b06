import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ThreadNotice } from './ThreadNotice.tsx';

afterEach(cleanup);

it('says what happened, what follows, and offers what to do', async () => {
  const onAction = vi.fn<() => void>();
  renderInProvider(
    <ThreadNotice
      tone="ended"
      title="This chat was deleted."
      description="Nobody can write in it any more."
      actionLabel="Back to chats"
      onAction={onAction}
    />,
  );
  expect(screen.getByText('This chat was deleted.')).toBeDefined();
  expect(screen.getByText('Nobody can write in it any more.')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
  expect(onAction).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
});

it('can be taken away where it only informs', async () => {
  const onDismiss = vi.fn<() => void>();
  renderInProvider(<ThreadNotice title="More than 20 people" onDismiss={onDismiss} />);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(onDismiss).toHaveBeenCalledOnce();
});
