import { cleanup, screen, waitFor } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../styles/styles.css';
import { ChatThread, type ChatThreadHandle } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

const texts = Array.from({ length: 130 }, (_, index) => `Message ${index + 1}`);
const handle = createRef<ChatThreadHandle>();
let scene: ConnectedScene;
/** The ids of the messages, oldest first. */
let ids: string[];

beforeEach(async () => {
  await page.viewport(840, 700);
  scene = await createConnectedScene(texts, undefined, { maxCatchUpPages: 1 });
  const thread = scene.ada.client.getChatThreadClient(scene.threadId);
  ids = [];
  for await (const { id, type } of thread.listMessages()) if (type === 'text') ids.unshift(id);
});
afterEach(async () => {
  cleanup();
  await scene.end();
});

async function open(read: number): Promise<void> {
  const chatMessageId = ids[read - 1] ?? '';
  await scene.ada.client.getChatThreadClient(scene.threadId).sendReadReceipt({ chatMessageId });
  scene.render(<ChatThread ref={handle} threadId={scene.threadId} />, {
    style: { inlineSize: '700px', blockSize: '500px' },
  });
  await screen.findByText('Message 130');
}

/** Whether the message is on screen. */
function isShown(text: string): boolean {
  const scroller = document.querySelector('[data-part="scroller"]')!.getBoundingClientRect();
  const row = screen.queryByText(text)?.getBoundingClientRect();
  return row !== undefined && row.top >= scroller.top && row.bottom <= scroller.bottom;
}

const notice = (): string | null =>
  document.querySelector('[data-part="jump-notice"]')?.textContent ?? null;

it('what is unread further up than what is loaded is fetched, and the line of what is new stands above it', async () => {
  await open(10);
  const bar = await screen.findByRole('button', { name: 'More than 50 unread messages' });
  expect(screen.queryByRole('separator', { name: 'New' })).toBeNull();
  await userEvent.click(bar);
  await waitFor(() => expect(isShown('Message 11')).toBe(true));
  expect(isShown('Message 10')).toBe(true);
  expect(screen.getByRole('separator', { name: 'New' })).toBeVisible();
  await waitFor(() => expect(bar).not.toBeInTheDocument());
});

it('a message that is not loaded is paged to, shown and marked', async () => {
  await open(130);
  const jump = handle.current?.scrollToMessage(ids[4] ?? '');
  await screen.findByText(/^Looking for the message/);
  expect(await jump).toBe(true);
  await waitFor(() => expect(isShown('Message 5')).toBe(true));
  expect(notice()).toBeNull();
  const row = screen.getByText('Message 5').closest('[data-part="row"]');
  expect(row).toHaveAttribute('data-state', 'highlighted');
  // What arrives now does not take the reader away.
  await scene.grace.session.send(scene.threadId, { content: 'New' }).settled;
  await screen.findByRole('button', { name: '1 new message' });
  expect(isShown('Message 5')).toBe(true);
});

it('the way to a message can be given up, and the reader stays where he is', async () => {
  await open(130);
  const jump = handle.current?.scrollToMessage(ids[4] ?? '');
  // At once, before the service of this page has answered.
  (await screen.findByRole('button', { name: 'Cancel' })).click();
  expect(await jump).toBe(false);
  await waitFor(() => expect(notice()).toBeNull());
  expect(isShown('Message 130')).toBe(true);
});

it('a message that the thread does not hold is said to be missing, until the reader has read that', async () => {
  await open(130);
  expect(await handle.current?.scrollToMessage('1')).toBe(false);
  await screen.findByText('That message is no longer here');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(notice()).toBeNull());
});

it('who deletes a message sees the ones around it set apart at once', async () => {
  await open(130);
  const rowOf = (text: string): Element | null =>
    screen.getByText(text).closest('[data-part="row"]');
  expect(rowOf('Message 129')).not.toHaveAttribute('data-group-end');
  await scene.grace.session.remove(scene.threadId, ids[129] ?? '');
  await waitFor(() => expect(rowOf('Message 129')).toHaveAttribute('data-group-end'));
});

describe('where more was missed than is read at once', () => {
  beforeEach(async () => {
    await open(130);
    await scene.untilLive();
    await scene.ada.session.stop();
    const thread = scene.grace.client.getChatThreadClient(scene.threadId);
    const news = Array.from({ length: 205 }, (_, index) => `News ${index + 1}`);
    for (const content of news) await thread.sendMessage({ content });
    scene.ada.session.start();
    await screen.findByRole('button', { name: 'Jump to latest' });
  });

  it('the way to the end leads to the newest messages', async () => {
    expect(isShown('Message 130')).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Jump to latest' }));
    await waitFor(() => expect(isShown('News 205')).toBe(true));
    expect(screen.queryByText('Message 130')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Jump to latest' })).toBeNull();
  });

  it('who sends something sees it below the newest messages', async () => {
    const field = screen.getByRole('textbox');
    await userEvent.fill(field, 'Back again');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(isShown('Back again')).toBe(true));
    await waitFor(() => expect(isShown('News 205')).toBe(true));
  });
});
