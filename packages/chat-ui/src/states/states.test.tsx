import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace } from '../test-support/sample-messages.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { MessageSkeletons } from './MessageSkeletons.tsx';

afterEach(cleanup);

describe('EmptyState', () => {
  it('has one sentence and one action', async () => {
    const onAction = vi.fn();
    renderInProvider(
      <EmptyState
        title="No messages yet"
        description="Say hello."
        people={[grace]}
        actionLabel="Write"
        onAction={onAction}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Write' }));
    expect(onAction).toHaveBeenCalledTimes(1);
  });
});

describe('ErrorState', () => {
  it('says what to do when nobody has said anything better', () => {
    renderInProvider(<ErrorState title="Couldn’t load this chat" />);
    expect(screen.getByText('Check your connection, then try again.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('MessageSkeletons', () => {
  it('is busy and reads out one sentence', () => {
    const { container } = renderInProvider(<MessageSkeletons />);
    expect(container.querySelector("[aria-busy='true']")?.textContent).toBe('Loading messages');
  });
});

describe('ConnectionBanner', () => {
  it('is not there while the connection is live', () => {
    const { container } = renderInProvider(<ConnectionBanner status="live" />);
    expect(container.querySelector("[data-part='connection-banner']")).toBeNull();
  });

  it('tells what happens next, in each state', () => {
    const { rerender } = renderInProvider(<ConnectionBanner status="offline" />);
    expect(screen.getByText(/go out when you’re back/u)).toBeDefined();
    rerender(<ConnectionBanner status="restored" sentCount={2} />);
    expect(screen.getByText('Back online. 2 messages sent.')).toBeDefined();
    rerender(<ConnectionBanner status="stopped" />);
    expect(screen.getByText(/^Not connected/u)).toBeDefined();
  });

  it('offers to sign in again when the session has ended', async () => {
    const onSignIn = vi.fn();
    renderInProvider(<ConnectionBanner status="auth-blocked" onSignIn={onSignIn} />);
    await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
    expect(onSignIn).toHaveBeenCalledTimes(1);
  });
});
