import '@testing-library/jest-dom/vitest';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

async function openThread(messages: readonly string[] = ['Tea?', 'Or coffee?']): Promise<void> {
  scene = await createConnectedScene(messages);
  scene.render(<ChatThread threadId={scene.threadId} />);
  await screen.findByText(messages.at(-1) ?? '');
  await scene.untilLive();
}

const field = (): HTMLElement => screen.getByRole('textbox');
const rowOf = (text: string): HTMLElement => {
  const row = screen
    .getAllByText(text, { selector: '[data-part="message-text"]' })[0]
    ?.closest<HTMLElement>('[data-part="row"]');
  if (row == null) throw new Error(`"${text}" is not in a row.`);
  return row;
};

async function reply(text: string): Promise<void> {
  const row = rowOf(text);
  act(() => row.focus());
  await userEvent.click(await within(row).findByRole('button', { name: 'Reply' }));
}

/** The newest message of the thread, as the service has it. */
async function newest(): Promise<Record<string, string> | undefined> {
  const { value } = await scene.ada.client
    .getChatThreadClient(scene.threadId)
    .listMessages({ maxPageSize: 1 })
    .next();
  return value?.metadata;
}

describe('answering a message', () => {
  it('says above the field what is answered, and sends its id with the text', async () => {
    await openThread();
    await reply('Tea?');
    expect(await screen.findByText('Reply to Grace')).toBeInTheDocument();
    expect(field()).toHaveFocus();
    await userEvent.keyboard('Yes please{Enter}');
    const row = await waitFor(() => rowOf('Yes please'));
    const quote = await within(row).findByRole('button', { name: 'In reply to Grace Tea?' });
    expect(quote).toHaveAttribute('title', 'Go to the message');
    expect(screen.queryByText('Reply to Grace')).toBeNull();
    await waitFor(async () => expect(await newest()).toHaveProperty(['confab.replyTo']));
  });

  it('names the quote in the row for screen readers, between sender and text', async () => {
    await openThread();
    await reply('Tea?');
    await screen.findByText('Reply to Grace');
    await userEvent.keyboard('Yes{Enter}');
    const row = await waitFor(() => rowOf('Yes'));
    await within(row).findByRole('button', { name: /In reply to/ });
    expect(row).toHaveAccessibleName(/^Ada In reply to Grace Tea\? Yes /);
  });

  it('is given up by Escape or its button, and keeps what is written', async () => {
    await openThread();
    await reply('Tea?');
    await screen.findByText('Reply to Grace');
    await userEvent.keyboard('Hm{Escape}');
    expect(screen.queryByText('Reply to Grace')).toBeNull();
    expect(field()).toHaveValue('Hm');

    await reply('Or coffee?');
    await screen.findByText('Reply to Grace');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel reply' }));
    expect(screen.queryByText('Reply to Grace')).toBeNull();
    expect(field()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => rowOf('Hm'));
    await waitFor(async () => expect(await newest()).toBeDefined());
    expect(await newest()).not.toHaveProperty(['confab.replyTo']);
  });

  it('ends an edit that was begun, and takes the place of another answer', async () => {
    await openThread();
    await userEvent.type(field(), 'Mine{Enter}');
    await waitFor(() =>
      expect(rowOf('Mine').querySelector('[data-part="message"]')).toHaveAttribute(
        'data-state',
        'sent',
      ),
    );
    await userEvent.type(field(), '{ArrowUp}');
    expect(screen.getByText('Edit message')).toBeInTheDocument();
    await reply('Tea?');
    expect(screen.queryByText('Edit message')).toBeNull();
    await reply('Or coffee?');
    await waitFor(() =>
      expect(document.querySelector('[data-part="composer-banner"]')).toHaveTextContent(
        'Reply to GraceOr coffee?',
      ),
    );
    expect(document.querySelectorAll('[data-part="composer-banner"]')).toHaveLength(1);
  });

  it('is part of the draft: it is there again when the thread is opened again', async () => {
    await openThread();
    await reply('Tea?');
    await screen.findByText('Reply to Grace');
    await userEvent.keyboard('Wait');
    cleanup();
    scene.render(<ChatThread threadId={scene.threadId} />);
    expect(await screen.findByText('Reply to Grace')).toBeInTheDocument();
    expect(field()).toHaveValue('Wait');
  });
});

describe('a quote', () => {
  it('says that its message was deleted, and that it is gone', async () => {
    await openThread();
    await reply('Tea?');
    await screen.findByText('Reply to Grace');
    await userEvent.keyboard('Yes{Enter}');
    const row = await waitFor(() => rowOf('Yes'));
    await within(row).findByRole('button', { name: /Tea\?/ });
    const [first] = [...(await allMessages())].filter(({ content }) => content?.message === 'Tea?');
    await scene.grace.client.getChatThreadClient(scene.threadId).deleteMessage(first?.id ?? '');
    await within(row).findByRole('button', { name: /This message was deleted/ });

    await scene.grace.session.send(scene.threadId, {
      content: 'To nothing',
      metadata: { 'confab.replyTo': '42' },
    }).settled;
    const other = await waitFor(() => rowOf('To nothing'));
    await within(other).findByText('The original message is not available');
    expect(within(other).queryByRole('button', { name: /original/ })).toBeNull();
  });

  it('shows markup in names and texts as the letters that they are', async () => {
    await openThread(['<img src=x onerror=alert(1)>']);
    await reply('<img src=x onerror=alert(1)>');
    await screen.findByText('Reply to Grace');
    await userEvent.keyboard('Ha{Enter}');
    const row = await waitFor(() => rowOf('Ha'));
    await within(row).findByRole('button', { name: /<img src=x onerror=alert\(1\)>/ });
    expect(document.querySelector('img')).toBeNull();
  });

  it('of a message that is not loaded reads that one message, and leads to it', async () => {
    const many = Array.from({ length: 80 }, (_, index) => `Message ${index}`);
    scene = await createConnectedScene(many);
    const [target] = (await allMessages()).filter(
      ({ content }) => content?.message === 'Message 2',
    );
    await scene.grace.session.send(scene.threadId, {
      content: 'About that',
      metadata: { 'confab.replyTo': target?.id ?? '' },
    }).settled;
    scene.render(<ChatThread threadId={scene.threadId} />);
    const row = await waitFor(() => rowOf('About that'));
    const quote = await within(row).findByRole('button', { name: /Message 2$/ });
    const reads = scene.ada.requests.filter((request) => request.includes(target?.id ?? 'none'));
    expect(reads).toHaveLength(1);
    await userEvent.click(quote);
    await waitFor(() => rowOf('Message 2'));
  });
});

async function allMessages() {
  const messages = [];
  const thread = scene.grace.client.getChatThreadClient(scene.threadId);
  for await (const message of thread.listMessages()) messages.push(message);
  return messages;
}
