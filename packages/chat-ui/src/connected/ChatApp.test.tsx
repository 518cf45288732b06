import '@testing-library/jest-dom/vitest';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatApp } from './ChatApp.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

beforeEach(async () => {
  scene = await createConnectedScene(['We go at ten.']);
  await scene.createThread('Review', ['Much calmer than before.']);
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

const row = async (topic: string): Promise<HTMLElement> => {
  const list = await screen.findByRole('navigation', { name: 'Chats' });
  return await within(list).findByRole('button', { name: new RegExp(`^${topic}`) });
};
const heading = (topic: string): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 2, name: topic });

describe('which thread is open', () => {
  it('is none at first', async () => {
    scene.render(<ChatApp />);
    expect(await row('Launch')).not.toHaveAttribute('aria-current');
    expect(screen.getByText('No chat open')).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('is the one with the latest activity, with opensLatest', async () => {
    scene.render(<ChatApp opensLatest />);
    await heading('Review');
    expect(await row('Review')).toHaveAttribute('aria-current', 'true');
  });

  it('stays the same when another thread becomes the latest', async () => {
    scene.render(<ChatApp opensLatest />);
    await heading('Review');
    await scene.untilLive();
    await act(() => scene.grace.session.send(scene.threadId, { content: 'Ready?' }).settled);
    await within(await row('Launch')).findByText('Ready?');
    expect(await heading('Review')).toBeInTheDocument();
  });

  it('is the one that was asked for, whatever is the latest', async () => {
    scene.render(<ChatApp opensLatest initialThreadId={scene.threadId} />);
    expect(await heading('Launch')).toBeInTheDocument();
  });

  it('is what the user chooses; the host hears of it, also when he goes back', async () => {
    const onThreadChange = vi.fn<(threadId: string | undefined) => void>();
    scene.render(<ChatApp onThreadChange={onThreadChange} />);
    await userEvent.click(await row('Launch'));
    await heading('Launch');
    await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
    expect(screen.getByText('No chat open')).toBeInTheDocument();
    expect(onThreadChange.mock.calls).toEqual([[scene.threadId], [undefined]]);
  });
});

it('keeps what belongs to one thread out of another, and a draft where it was written', async () => {
  scene.render(<ChatApp initialThreadId={scene.threadId} />);
  await screen.findByText('We go at ten.', { selector: '[data-part="message-bubble"] *' });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Message Launch' }), 'Secret');
  await userEvent.click(await screen.findByRole('button', { name: '2 people' }));

  await userEvent.click(await row('Review'));
  const field = await screen.findByRole('textbox', { name: 'Message Review' });
  expect(field).toHaveValue('');
  expect(field).toHaveFocus();
  expect(screen.queryByRole('region', { name: /People/ })).toBeNull();
  const pane = screen.getByRole('region', { name: 'Review' });
  expect(within(pane).queryByText('We go at ten.')).toBeNull();
  await userEvent.type(field, 'For you{Enter}');

  await userEvent.click(await row('Launch'));
  expect(await screen.findByRole('textbox', { name: 'Message Launch' })).toHaveValue('Secret');
  const first = screen.getByRole('region', { name: 'Launch' });
  expect(within(first).queryByText('For you')).toBeNull();
  await waitFor(async () => expect(await row('Review')).toHaveTextContent('For you'));
});

describe('a session that has ended', () => {
  // Well formed, in the future, and signed by nobody.
  const badToken = `${btoa('{"alg":"none"}')}.${btoa('{"exp":4102444800}')}.bad`;

  it.each([
    ['beside an open thread', true],
    ['above the list of threads', false],
  ])('shows a banner %s that leads to the sign-in', async (_place, isOpen) => {
    const onSignIn = vi.fn<() => void>();
    const guest = await scene.signIn('Ada', badToken);
    scene.render(
      <ChatApp onSignIn={onSignIn} {...(isOpen && { initialThreadId: scene.threadId })} />,
      { as: guest },
    );
    const banner = await screen.findByText('Your session has expired.');
    expect(screen.getAllByText('Your session has expired.')).toHaveLength(1);
    const part = isOpen ? 'main-pane' : 'list-pane';
    expect(banner.closest(`[data-part="${part}"]`)).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
    expect(onSignIn).toHaveBeenCalledOnce();
  });
});
