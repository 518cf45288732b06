import type { Clock } from '@confab/chat-core';
import { useMarkRead } from '@confab/chat-react';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useState, type ReactNode } from 'react';
import { page, userEvent } from 'vitest/browser';
import { frames } from '../list/test-support/painted-frames.ts';
import { turnWheel } from '../test-support/user-input.ts';
import { Dialog } from '../overlay/Dialog.tsx';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import type { Slots } from '../slots/slots.ts';
import '../styles/styles.css';
import { ChatApp } from './ChatApp.tsx';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

const texts = Array.from({ length: 40 }, (_, index) => `Message ${index + 1}`);
let scene: ConnectedScene;
let requestsBefore: number;

afterEach(async () => {
  cleanup();
  await scene.end();
});

/** Receipts leave 2.5 s apart. The tests need not wait for that. */
const quickClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => window.setTimeout(callback, delayMs / 20),
  clearTimeout: (handle) => {
    if (typeof handle === 'number') window.clearTimeout(handle);
  },
};

/** Opens a thread of 40 messages of Grace's, of which Ada has read the first `read`, in a box of this width. */
async function openThread(read: number, inlineSize: string = '700px'): Promise<void> {
  await setScene(read);
  await showThread(inlineSize);
  await scene.untilLive();
}

async function setScene(read: number): Promise<void> {
  await page.viewport(840, 700);
  scene = await createConnectedScene(texts, quickClock);
  if (read > 0) {
    const thread = scene.ada.client.getChatThreadClient(scene.threadId);
    for await (const { id, content } of thread.listMessages()) {
      if (content?.message === `Message ${read}`)
        await thread.sendReadReceipt({ chatMessageId: id });
    }
  }
  requestsBefore = scene.ada.requests.length;
}

async function showThread(inlineSize: string): Promise<void> {
  const style = { inlineSize, blockSize: '500px' };
  scene.render(<ChatThread threadId={scene.threadId} />, { style });
  await screen.findByText('Message 40');
  // Receipts need the focus in this frame of the runner's page; the composer takes it.
  await waitFor(() => expect(document.hasFocus()).toBe(true));
}

const scroller = (): HTMLElement => {
  const element = document.querySelector<HTMLElement>('[data-part="scroller"]');
  if (element === null) throw new Error('There is no list.');
  return element;
};
const gap = (): number => {
  const { scrollHeight, clientHeight, scrollTop } = scroller();
  return scrollHeight - clientHeight - scrollTop;
};
const receiptsSent = (): number =>
  scene.ada.requests
    .slice(requestsBefore)
    .filter((request) => /^POST .*\/readReceipts/.test(request)).length;
/** How far the service knows that Ada has read: the text of that message. */
async function readUpTo(): Promise<string | undefined> {
  const thread = scene.grace.client.getChatThreadClient(scene.threadId);
  const ids: string[] = [];
  for await (const { sender, chatMessageId } of thread.listReadReceipts()) {
    const isAda =
      'communicationUserId' in sender && sender.communicationUserId === scene.ada.session.userId;
    if (isAda) ids.push(chatMessageId);
  }
  for await (const { id, content } of thread.listMessages()) {
    if (ids.includes(id)) return content?.message;
  }
  return undefined;
}

it('marks the newest message as read when it is on screen, once', async () => {
  await openThread(38);
  await waitFor(async () => expect(await readUpTo()).toBe('Message 40'));
  expect(receiptsSent()).toBe(1);
  expect(screen.getByRole('separator', { name: 'New' })).toBeDefined();
});

it('with manual receipts marks nothing as read, until the app does', async () => {
  function MarkButton(): ReactNode {
    const { markRead } = useMarkRead(scene.threadId);
    return <button onClick={() => markRead()}>Mark as read</button>;
  }
  await setScene(38);
  scene.render(
    <>
      <MarkButton />
      <ChatApp initialThreadId={scene.threadId} readReceipts="manual" />
    </>,
    { style: { inlineSize: '700px', blockSize: '500px' } },
  );
  await screen.findByRole('separator', { name: 'New' });
  await scene.untilLive();
  await waitFor(() => expect(document.hasFocus()).toBe(true));
  await frames(6);
  expect(receiptsSent()).toBe(0);
  expect(await readUpTo()).toBe('Message 38');
  await userEvent.click(screen.getByRole('button', { name: 'Mark as read' }));
  await waitFor(async () => expect(await readUpTo()).toBe('Message 40'));
});

it('marks nothing as read before it knows what was unread', async () => {
  await setScene(38);
  const release = scene.ada.holdReceipts();
  await showThread('700px');
  await frames(6);
  expect(receiptsSent()).toBe(0);
  expect(screen.queryByRole('separator', { name: 'New' })).toBeNull();
  release();
  await screen.findByRole('separator', { name: 'New' });
  await waitFor(() => expect(receiptsSent()).toBe(1));
});

it('marks nothing as read that arrives below while the reader is further up', async () => {
  await openThread(40);
  await waitFor(() => expect(gap()).toBeLessThanOrEqual(1));
  await turnWheel(scroller(), -900);
  await waitFor(() => expect(gap()).toBeGreaterThan(600));
  const before = receiptsSent();

  await act(() => scene.grace.session.send(scene.threadId, { content: 'Below' }).settled);
  const pill = await screen.findByRole('button', { name: /1 new message/ });
  await frames(4);
  expect(receiptsSent()).toBe(before);
  expect(await readUpTo()).toBe('Message 40');

  await userEvent.click(pill);
  await waitFor(async () => expect(await readUpTo()).toBe('Below'));
});

it('goes to the end when the reader of old messages sends one', async () => {
  await openThread(40);
  await turnWheel(scroller(), -900);
  await waitFor(() => expect(gap()).toBeGreaterThan(600));
  await userEvent.type(screen.getByRole('textbox'), 'Mine{Enter}');
  await screen.findByText('Mine');
  await waitFor(() => expect(gap()).toBeLessThanOrEqual(1));
});

it('marks nothing as read while the list of people covers the messages', async () => {
  await openThread(40, '420px');
  await userEvent.click(await screen.findByRole('button', { name: '2 people' }));
  await screen.findByRole('region', { name: /^People/u });
  await frames(4);
  await act(() => scene.grace.session.send(scene.threadId, { content: 'Unseen' }).settled);
  await screen.findByText('Unseen');
  await frames(4);
  expect(await readUpTo()).toBe('Message 40');
  await userEvent.click(screen.getByRole('button', { name: '2 people' }));
  await waitFor(async () => expect(await readUpTo()).toBe('Unseen'));
});

it('goes on marking as read while the list of people stands beside the messages', async () => {
  await openThread(40, '820px');
  await userEvent.click(await screen.findByRole('button', { name: '2 people' }));
  await act(() => scene.grace.session.send(scene.threadId, { content: 'Seen' }).settled);
  await waitFor(async () => expect(await readUpTo()).toBe('Seen'));
});

function WithDialog(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ChatThread threadId={scene.threadId} />
      <button onClick={() => setIsOpen(true)}>Settings</button>
      {isOpen && <Dialog title="Settings" onClose={() => setIsOpen(false)} />}
    </>
  );
}

it('marks nothing as read while a modal dialog lies over the messages, and does when it is gone', async () => {
  await setScene(40);
  scene.render(<WithDialog />, { style: { blockSize: '500px' } });
  await screen.findByText('Message 40');
  await scene.untilLive();
  await userEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await screen.findByRole('dialog', { name: 'Settings' });
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-part="dialog"]')).not.toBeNull(),
  );

  await act(() => scene.grace.session.send(scene.threadId, { content: 'Unseen' }).settled);
  await screen.findByText('Unseen');
  await frames(6);
  expect(await readUpTo()).toBe('Message 40');
  await userEvent.keyboard('{Escape}');
  await waitFor(async () => expect(await readUpTo()).toBe('Unseen'));
});

function Switching(): ReactNode {
  const [threadId, setThreadId] = useState(scene.threadId);
  return (
    <>
      <ChatThread threadId={threadId} />
      <button onClick={() => setThreadId(other)}>Other</button>
      <button onClick={() => setThreadId(scene.threadId)}>First</button>
    </>
  );
}

let other: string;

const topOf = (text: string): number =>
  screen.getByText(text).getBoundingClientRect().top - scroller().getBoundingClientRect().top;

it('shows a thread where the reader has left it', async () => {
  await setScene(40);
  other = await scene.createThread('Other', ['Elsewhere']);
  scene.render(<Switching />, { style: { inlineSize: '700px', blockSize: '500px' } });
  await screen.findByText('Message 40');
  await turnWheel(scroller(), -900);
  await waitFor(() => expect(gap()).toBeGreaterThan(600));
  await frames(3);
  const before = topOf('Message 20');
  await userEvent.click(screen.getByRole('button', { name: 'Other' }));
  await screen.findByText('Elsewhere');
  await userEvent.click(screen.getByRole('button', { name: 'First' }));
  await screen.findByRole('heading', { name: 'Launch' });
  await frames(3);
  expect(Math.abs(topOf('Message 20') - before)).toBeLessThanOrEqual(1);
});

it('goes from a message to the composer with Escape', async () => {
  await openThread(40);
  document.querySelector<HTMLElement>('[data-part="row"][tabindex="0"]')?.focus();
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});

it('names a row by what it shows', async () => {
  await openThread(40);
  const row = document.querySelector<HTMLElement>('[data-part="row"][tabindex="0"]');
  const name = (row?.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
  expect(name).toMatch(/^Grace\s+Message 40\s+\d/u);
});

const ownPill: Slots = {
  NewMessagesPill: ({ Default, ...props }) => (
    <div title={`${props.count} waiting`}>
      <Default {...props} />
    </div>
  ),
};

it('lets an app replace the pill, with its count', async () => {
  await setScene(40);
  scene.render(
    <ChatUiSlots slots={ownPill}>
      <ChatThread threadId={scene.threadId} />
    </ChatUiSlots>,
    { style: { blockSize: '500px' } },
  );
  await screen.findByText('Message 40');
  await scene.untilLive();
  await turnWheel(scroller(), -900);
  await screen.findByTitle('0 waiting');
  await act(() => scene.grace.session.send(scene.threadId, { content: 'Below' }).settled);
  await screen.findByTitle('1 waiting');
  expect(screen.getByRole('button', { name: /1 new message/ })).toBeDefined();
});
