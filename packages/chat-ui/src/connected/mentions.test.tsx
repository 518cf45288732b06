import '@testing-library/jest-dom/vitest';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
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

async function openThread(messages: readonly string[] = ['Hello']): Promise<void> {
  scene = await createConnectedScene(messages);
  await scene.grace.session.addParticipants(scene.threadId, [
    { userId: (await scene.signIn('Graham')).session.userId, displayName: 'Graham' },
  ]);
  scene.render(<ChatThread threadId={scene.threadId} />);
  await screen.findByText(messages.at(-1) ?? '');
  await scene.untilLive();
}

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>('textbox');
const options = (): string[] =>
  screen.queryAllByRole('option').map((option) => option.querySelector('bdi')?.textContent ?? '');
const row = (text: RegExp): HTMLElement | undefined =>
  screen
    .queryAllByRole('listitem')
    .find((item) => text.test(item.querySelector('[data-part="message-text"]')?.textContent ?? ''));

/** The newest message of the thread, as the service has it. */
async function newest() {
  const { value } = await scene.grace.client
    .getChatThreadClient(scene.threadId)
    .listMessages({ maxPageSize: 1 })
    .next();
  return value;
}

async function mentionedIn(text: string): Promise<unknown> {
  await waitFor(async () => expect((await newest())?.content?.message).toBe(text));
  const json = (await newest())?.metadata?.['confab.mentions'];
  return json === undefined ? undefined : JSON.parse(json);
}

describe('typing "@"', () => {
  it('offers the others of the thread, and takes the marked one with Enter without sending', async () => {
    await openThread();
    await userEvent.type(field(), 'Hi @');
    await waitFor(() => expect(options()).toEqual(['Grace', 'Graham']));
    expect(field()).toHaveAttribute('aria-controls', screen.getByRole('listbox').id);
    expect(field()).not.toHaveAttribute('aria-activedescendant');
    await userEvent.keyboard('{ArrowDown}');
    expect(field()).toHaveAttribute(
      'aria-activedescendant',
      screen.getByRole('option', { selected: true }).id,
    );
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Graham');
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(field()).toHaveValue('Hi @Grace ');
    expect(field()).toHaveFocus();
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).not.toHaveAttribute('aria-controls');

    await userEvent.keyboard('tea?{Enter}');
    expect(await mentionedIn('Hi @Grace tea?')).toEqual([
      { rawId: scene.grace.session.userId, start: 3, length: 6 },
    ]);
    await waitFor(() =>
      expect(row(/tea/)?.querySelector('[data-part="mention"]')).toHaveTextContent('@Grace'),
    );
  });

  it('narrows with each letter, takes a press of the mouse, and Tab', async () => {
    await openThread();
    await userEvent.type(field(), '@gra');
    await waitFor(() => expect(options()).toEqual(['Grace', 'Graham']));
    await userEvent.keyboard('h');
    await waitFor(() => expect(options()).toEqual(['Graham']));
    await userEvent.click(screen.getByRole('option'));
    expect(field()).toHaveValue('@Graham ');
    expect(field()).toHaveFocus();
    await userEvent.keyboard('and @grac');
    await waitFor(() => expect(options()).toEqual(['Grace']));
    await userEvent.keyboard('{Tab}');
    expect(field()).toHaveValue('@Graham and @Grace ');
    expect(field()).toHaveFocus();
  });

  it('closes with Escape, leaves the text, and keeps the answer and the edit that it is in', async () => {
    await openThread();
    await userEvent.type(field(), '@gr');
    await waitFor(() => expect(options()).toHaveLength(2));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).toHaveValue('@gr');
    await userEvent.keyboard('a');
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(await mentionedIn('@gra')).toBeUndefined();
  });

  it('leaves Enter and Tab to an input method that is composing a name', async () => {
    await openThread();
    await userEvent.type(field(), '@gr');
    await waitFor(() => expect(options()).toHaveLength(2));
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229, isComposing: true });
    fireEvent.keyDown(field(), { key: 'Tab', keyCode: 229, isComposing: true });
    fireEvent.keyDown(field(), { key: 'Escape', keyCode: 229, isComposing: true });
    expect(field()).toHaveValue('@gr');
    expect(options()).toHaveLength(2);
  });
});

describe('a mention', () => {
  async function mentionGrace(): Promise<void> {
    await openThread();
    await userEvent.type(field(), '@grac');
    await waitFor(() => expect(options()).toEqual(['Grace']));
    await userEvent.keyboard('{Enter}');
  }

  it('moves with the text around it', async () => {
    await mentionGrace();
    await userEvent.type(field(), 'Dear ', { initialSelectionStart: 0, initialSelectionEnd: 0 });
    await userEvent.keyboard('{Enter}');
    expect(await mentionedIn('Dear @Grace')).toMatchObject([{ start: 5, length: 6 }]);
  });

  it('ends when its name is changed', async () => {
    await mentionGrace();
    await userEvent.keyboard('{Backspace}{Backspace}{Enter}');
    expect(await mentionedIn('@Grac')).toBeUndefined();
  });

  it('is part of the draft', async () => {
    await mentionGrace();
    cleanup();
    scene.render(<ChatThread threadId={scene.threadId} />);
    await waitFor(() => expect(field()).toHaveValue('@Grace '));
    await userEvent.type(field(), 'again{Enter}');
    expect(await mentionedIn('@Grace again')).toHaveLength(1);
  });

  it('stays where it belongs when the message is edited, and can be added there', async () => {
    await mentionGrace();
    await userEvent.keyboard('tea?{Enter}');
    await mentionedIn('@Grace tea?');
    await waitFor(() =>
      expect(row(/tea/)?.querySelector('[data-part="message"]')).toHaveAttribute(
        'data-state',
        'sent',
      ),
    );
    await userEvent.type(field(), '{ArrowUp}');
    expect(field()).toHaveValue('@Grace tea?');
    await userEvent.type(field(), 'So ', { initialSelectionStart: 0, initialSelectionEnd: 0 });
    await userEvent.type(field(), ' @grah');
    await waitFor(() => expect(options()).toEqual(['Graham']));
    await userEvent.keyboard('{Enter}{Enter}');
    expect(await mentionedIn('So @Grace tea? @Graham')).toMatchObject([
      { start: 3, length: 6 },
      { start: 15, length: 7 },
    ]);
    expect((await newest())?.metadata).toHaveProperty(['confab.clientMessageId']);
  });

  it('of a name with markup or an id with quotes is text', async () => {
    scene = await createConnectedScene([]);
    await scene.grace.session.send(scene.threadId, {
      content: 'Hi @<img src=x onerror=alert(1)>',
      metadata: {
        'confab.mentions': JSON.stringify([{ rawId: '"><script>', start: 3, length: 29 }]),
      },
    }).settled;
    scene.render(<ChatThread threadId={scene.threadId} />);
    await waitFor(() =>
      expect(document.querySelector('[data-part="mention"]')).toHaveTextContent(
        '@<img src=x onerror=alert(1)>',
      ),
    );
    expect(document.querySelector('img, script')).toBeNull();
  });
});

describe('being mentioned', () => {
  const mention = () => ({
    content: 'Can you, @Ada?',
    metadata: {
      'confab.mentions': JSON.stringify([{ rawId: scene.ada.session.userId, start: 9, length: 4 }]),
    },
  });

  it('is marked on the message, and said to screen readers', async () => {
    await openThread();
    await act(() => scene.grace.session.send(scene.threadId, mention()).settled);
    await waitFor(() =>
      expect(row(/Can you/)?.querySelector('[data-part="message"]')).toHaveAttribute(
        'data-mentions-you',
      ),
    );
    await waitFor(() =>
      expect(
        Array.from(document.querySelectorAll('[aria-live]'), (region) => region.textContent).join(),
      ).toContain('Grace mentioned you: Can you, @Ada?'),
    );
  });

  it('shows in the list of threads until the thread is opened', async () => {
    scene = await createConnectedScene(['Hello']);
    const other = await scene.createThread('Other', ['Hi']);
    scene.render(<ChatApp initialThreadId={scene.threadId} />);
    await scene.untilLive();
    await userEvent.click(await screen.findByRole('button', { name: /Other/ }));
    await screen.findByText('Hi', { selector: '[data-part="message-text"]' });
    await userEvent.click(await screen.findByRole('button', { name: /Launch/ }));
    await screen.findByText('Hello', { selector: '[data-part="message-text"]' });
    await act(() => scene.grace.session.send(other, mention()).settled);
    const thread = await screen.findByRole('button', { name: /you are mentioned/ });
    expect(within(thread).getByText('@')).toBeInTheDocument();
    await userEvent.click(thread);
    await waitFor(() => expect(screen.queryByText('@')).toBeNull());
  });
});
