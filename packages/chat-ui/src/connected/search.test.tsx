import '@testing-library/jest-dom/vitest';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatApp } from './ChatApp.tsx';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

const panel = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Search messages' });
const results = (): readonly (string | undefined)[] =>
  Array.from(
    document.querySelectorAll('[data-part="search-text"]'),
    ({ textContent }) => textContent ?? undefined,
  );
const shownTexts = (): readonly (string | null)[] =>
  Array.from(document.querySelectorAll('[data-part="message-text"]'), (text) => text.textContent);

async function openSearch(messages: readonly string[]): Promise<HTMLElement> {
  scene = await createConnectedScene(messages);
  scene.render(<ChatThread threadId={scene.threadId} />);
  await screen.findByText(messages.at(-1) ?? '');
  await userEvent.click(screen.getByRole('button', { name: 'Chat menu' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Search messages' }));
  return panel();
}

describe('search in a thread', () => {
  it('lists what fits with the words marked, newest first, and leads there', async () => {
    const search = await openSearch(['Tea at ten', 'No, coffee', 'Ten past ten then']);
    const field = within(search).getByRole('searchbox');
    await waitFor(() => expect(field).toHaveFocus());
    await userEvent.keyboard('ten');
    await waitFor(() => expect(results()).toEqual(['Ten past ten then', 'Tea at ten']));
    expect(Array.from(document.querySelectorAll('mark'), ({ textContent }) => textContent)).toEqual(
      ['Ten', 'ten', 'ten'],
    );
    expect(within(search).getByText('2 messages found')).toBeInTheDocument();

    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(document.activeElement).toHaveTextContent(/^GGraceTea at ten/));
  });

  it('says when nothing fits, and closes with Escape: first the words, then the panel', async () => {
    const search = await openSearch(['Tea at ten']);
    await waitFor(() => expect(within(search).getByRole('searchbox')).toHaveFocus());
    await userEvent.keyboard('cocoa');
    await within(search).findByText('0 messages found');
    await userEvent.keyboard('{Escape}');
    expect(within(search).getByRole('searchbox')).toHaveValue('');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Search messages' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Message Launch' })).toHaveFocus();
  });

  it('follows new messages, and never shows markup as markup', async () => {
    const search = await openSearch(['Hello']);
    await waitFor(() => expect(within(search).getByRole('searchbox')).toHaveFocus());
    await userEvent.keyboard('img');
    await within(search).findByText('0 messages found');
    await scene.grace.session.send(scene.threadId, { content: '<img src=x onerror=alert(1)>' })
      .settled;
    await waitFor(() => expect(results()).toEqual(['<img src=x onerror=alert(1)>']));
    expect(document.querySelector('img')).toBeNull();
  });

  it('loads older messages when it is asked to, and finds what is in them', async () => {
    const search = await openSearch(Array.from({ length: 70 }, (_, index) => `Message ${index} x`));
    await waitFor(() => expect(within(search).getByRole('searchbox')).toHaveFocus());
    await userEvent.keyboard('"3 x');
    await userEvent.clear(within(search).getByRole('searchbox'));
    await userEvent.keyboard('Message 3 x');
    await userEvent.click(within(search).getByRole('button', { name: 'Search older messages' }));
    await waitFor(() => expect(results()).toContain('Message 3 x'));
    await waitFor(() =>
      expect(within(search).queryByRole('button', { name: 'Search older messages' })).toBeNull(),
    );
  });
});

describe('a link to a message', () => {
  const messages = Array.from({ length: 80 }, (_, index) => `Message ${index}`);

  async function idOf(text: string): Promise<string> {
    const thread = scene.grace.client.getChatThreadClient(scene.threadId);
    for await (const { id, content } of thread.listMessages())
      if (content?.message === text) return id;
    throw new Error(`There is no message "${text}".`);
  }

  it('is offered where the app gives messages an address', async () => {
    scene = await createConnectedScene(['Hello']);
    scene.render(
      <ChatThread
        threadId={scene.threadId}
        messageLink={(threadId, messageId) => `https://chat.example/${threadId}/${messageId}`}
      />,
    );
    const user = userEvent.setup();
    await user.pointer({ target: await screen.findByText('Hello') });
    await user.click(await screen.findByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy link' }));
    expect(await navigator.clipboard.readText()).toBe(
      `https://chat.example/${scene.threadId}/${await idOf('Hello')}`,
    );
  });

  it('leads to a message that has to be loaded, once', async () => {
    scene = await createConnectedScene(messages);
    const id = await idOf('Message 4');
    scene.render(<ChatApp initialThreadId={scene.threadId} initialMessageId={id} />);
    await waitFor(() => expect(shownTexts()).toContain('Message 4'));
    await waitFor(() =>
      expect(document.activeElement?.querySelector('[data-part="message-text"]')).toHaveTextContent(
        /^Message 4$/,
      ),
    );
  });

  it.each(['42', 'nonsense', '"><script>alert(1)</script>'])(
    'to %o, which is no message, says so and shows the newest ones',
    async (id) => {
      scene = await createConnectedScene(['Hello']);
      scene.render(<ChatApp initialThreadId={scene.threadId} initialMessageId={id} />);
      await screen.findByText('That message is no longer here');
      expect(shownTexts()).toContain('Hello');
    },
  );
});
