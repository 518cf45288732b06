import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useToasts, type Toast } from '../toasts/toasts.ts';
import { ChatUiProvider } from './ChatUiProvider.tsx';

afterEach(cleanup);

function Speaker({ text }: { readonly text: string }): ReactNode {
  const announcer = useAnnouncer();
  return (
    <>
      <button onClick={() => announcer.say(text)}>say</button>
      <button onClick={() => announcer.alert(text)}>alert</button>
    </>
  );
}

function Failing({ toasts }: { readonly toasts: readonly Toast[] }): ReactNode {
  const { show } = useToasts();
  return <button onClick={() => toasts.forEach(show)}>fail</button>;
}

const region = (politeness: string): Element | null =>
  document.querySelector(`[aria-live="${politeness}"]`);

describe('the live regions of a provider', () => {
  it('are one polite and one assertive one, there before anything is said', () => {
    render(
      <StrictMode>
        <ChatUiProvider />
      </StrictMode>,
    );
    expect(document.querySelectorAll('[aria-live]')).toHaveLength(2);
    expect(region('polite')?.textContent).toBe('');
  });

  it('hold what components say', async () => {
    render(
      <StrictMode>
        <ChatUiProvider>
          <Speaker text="Saved" />
        </ChatUiProvider>
      </StrictMode>,
    );
    await userEvent.click(screen.getByText('alert'));
    expect(region('assertive')).toHaveTextContent('Saved');
    await userEvent.click(screen.getByText('say'));
    await waitFor(() => expect(region('polite')).toHaveTextContent('Saved'));
  });

  it('are left out when the app speaks itself', async () => {
    render(
      <ChatUiProvider liveMode="off">
        <Speaker text="Saved" />
      </ChatUiProvider>,
    );
    await userEvent.click(screen.getByText('alert'));
    expect(document.querySelector('[aria-live]')).toBeNull();
  });
});

describe('toasts', () => {
  it('show a failure until it is taken away, and say it at once', async () => {
    const toast = { text: 'The topic was not changed.' };
    render(
      <ChatUiProvider>
        <Failing toasts={[toast, toast]} />
      </ChatUiProvider>,
    );
    await userEvent.click(screen.getByText('fail'));
    const notices = screen.getByRole('region', { name: 'Notices' });
    expect(notices.querySelectorAll('[data-part="toast"]')).toHaveLength(1);
    expect(region('assertive')).toHaveTextContent(toast.text);
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull();
  });

  it('offer an action, which takes them away', async () => {
    const onAction = vi.fn<() => void>();
    render(
      <ChatUiProvider>
        <Failing toasts={[{ text: 'Not removed.', actionLabel: 'Try again', onAction }]} />
      </ChatUiProvider>,
    );
    await userEvent.click(screen.getByText('fail'));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onAction).toHaveBeenCalledOnce();
    expect(document.querySelector('[data-part="toast"]')).toBeNull();
  });

  it('are at most three, the newest ones', async () => {
    render(
      <ChatUiProvider>
        <Failing toasts={['a', 'b', 'c', 'd'].map((text) => ({ text }))} />
      </ChatUiProvider>,
    );
    await userEvent.click(screen.getByText('fail'));
    expect(
      [...document.querySelectorAll('[data-part="toast"] > p')].map((p) => p.textContent),
    ).toEqual(['b', 'c', 'd']);
  });
});
