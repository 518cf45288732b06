import '@testing-library/jest-dom/vitest';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatApp } from './ChatApp.tsx';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  vi.restoreAllMocks();
  cleanup();
  await scene.end();
});

async function openApp(): Promise<void> {
  scene = await createConnectedScene(['Hello']);
  scene.render(<ChatApp initialThreadId={scene.threadId} />);
  await screen.findByRole('textbox', { name: 'Message Launch' });
  await scene.untilLive();
}

/** Takes the network of this page away, or gives it back. */
function setOnline(isOnline: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
  act(() => void window.dispatchEvent(new Event(isOnline ? 'online' : 'offline')));
}

const said = (): (string | null)[] =>
  Array.from(document.querySelectorAll('[aria-live]'), (region) => region.textContent);
const banner = (): HTMLElement | null => document.querySelector('[data-part="connection-banner"]');

describe('a connection that is lost', () => {
  it('is told in one place, and afterwards that it is back with how much went out', async () => {
    await openApp();
    setOnline(false);
    const text = 'You’re offline. Messages go out when you’re back.';
    await screen.findByText(text, { selector: '[data-part="connection-banner"] *' });
    expect(screen.getAllByText(text, { ignore: '[aria-live] *' })).toHaveLength(1);
    expect(document.querySelector('[data-part="connection-chip"]')).toBeNull();
    await waitFor(() => expect(said()).toContain(text));

    await userEvent.type(screen.getByRole('textbox'), 'One{Enter}Two{Enter}');
    setOnline(true);
    await waitFor(() => expect(banner()).toHaveTextContent('Back online. 2 messages sent.'));
    await waitFor(() => expect(said()).toContain('Back online. 2 messages sent.'));
    await waitFor(() => expect(banner()).toBeNull());
  });

  it('stays told while another thread is opened, and above the list when none is', async () => {
    await openApp();
    setOnline(false);
    await waitFor(() => expect(banner()).not.toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
    expect(banner()?.closest('[data-part="list-pane"]')).not.toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: /^Launch/u }));
    expect(banner()?.closest('[data-part="main-pane"]')).not.toBeNull();
  });

  it('can be made anew where the app has stopped it', async () => {
    await openApp();
    await act(() => scene.ada.session.stop());
    await userEvent.click(await screen.findByRole('button', { name: 'Connect' }));
    await scene.untilLive();
    await waitFor(() => expect(banner()).toHaveTextContent('Back online.'));
  });
});

describe('a thread that has ended for the user', () => {
  const remove = (): Promise<unknown> =>
    act(() =>
      scene.grace.client
        .getChatThreadClient(scene.threadId)
        .removeParticipant({ communicationUserId: scene.ada.session.userId }),
    );

  it('says so in the place of the composer, takes its focus, and leads back', async () => {
    await openApp();
    await waitFor(() => expect(screen.getByRole('textbox')).not.toHaveAttribute('readonly'));
    await userEvent.click(screen.getByRole('textbox'));
    await remove();
    const notice = await screen.findByRole('group', { name: /no longer in this chat/u });
    expect(notice).toHaveFocus();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText('Hello', { selector: 'main *, section *' })).toBeInTheDocument();
    const [back] = screen.getAllByRole('button', { name: 'Back to chats' }).toReversed();
    if (back !== undefined) await userEvent.click(back);
    expect(screen.getByText('No chat open')).toBeInTheDocument();
  });

  it('is announced to who is elsewhere, without taking the focus', async () => {
    await openApp();
    const menu = await screen.findByRole('button', { name: '2 people' });
    menu.focus();
    await remove();
    await waitFor(() => expect(said().join()).toMatch(/You are no longer in this chat\./u));
    expect(menu).toHaveFocus();
  });

  it('says that a deleted one was deleted', async () => {
    await openApp();
    await act(() => scene.grace.session.deleteThread(scene.threadId));
    expect(await screen.findByText('This chat was deleted.')).toBeInTheDocument();
  });
});

it('a session that the user has ended elsewhere leads to the sign-in', async () => {
  scene = await createConnectedScene(['Hello']);
  const onSignIn = vi.fn<() => void>();
  scene.render(<ChatThread threadId={scene.threadId} onSignIn={onSignIn} />);
  await scene.untilLive();
  await act(() => scene.ada.session.signOut());
  await screen.findByText('You have signed out.');
  expect(banner()).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
  expect(onSignIn).toHaveBeenCalledOnce();
});

describe('what has to be known about writing here', () => {
  it('is that this browser keeps nothing, until the user has taken note of it', async () => {
    await openApp();
    await screen.findByText('This browser keeps no drafts and no unsent messages.');
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/keeps no drafts/u)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Launch/u }));
    await screen.findByRole('textbox', { name: 'Message Launch' });
    expect(screen.queryByText(/keeps no drafts/u)).toBeNull();
  });

  it('is that more than 20 people get neither receipts nor typing', async () => {
    await openApp();
    const participants = await Promise.all(
      Array.from({ length: 19 }, async (_, index) => {
        const { userId } = await scene.service.createUser(`Guest ${index}`);
        return { userId, displayName: `Guest ${index}` };
      }),
    );
    await act(() => scene.grace.session.addParticipants(scene.threadId, participants));
    await screen.findByRole('button', { name: '21 people' });
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.getByText('More than 20 people are in this chat.')).toBeInTheDocument();
  });
});

describe('what fails in a thread that is not open', () => {
  it('is said in a notice that leads there', async () => {
    await openApp();
    const review = await scene.createThread('Review', ['Much calmer.']);
    const release = scene.ada.holdSends();
    await userEvent.type(screen.getByRole('textbox'), 'May I?{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: /^Review/u }));
    await screen.findByRole('textbox', { name: 'Message Review' });
    expect(review).not.toBe(scene.threadId);
    scene.ada.refuseSends(403);
    release();
    await screen.findByText('A message in “Launch” was not sent. It is kept there.', {
      selector: '[data-part="toast"] *',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByRole('textbox', { name: 'Message Launch' });
    expect(await screen.findByRole('button', { name: 'Retry' })).toBeInTheDocument();
  });

  it('is not said twice in the open one', async () => {
    await openApp();
    scene.ada.refuseSends(403);
    await userEvent.type(screen.getByRole('textbox'), 'May I?{Enter}');
    await screen.findByRole('button', { name: 'Retry' });
    expect(document.querySelector('[data-part="toast"]')).toBeNull();
  });
});
