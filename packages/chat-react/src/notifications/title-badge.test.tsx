import { act, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openChatScene } from '../test-support/chat-scene.tsx';
import { useMessages } from '../use-messages.ts';
import { useThreads } from '../use-threads.ts';
import { useTitleBadge, type TitleBadgeOptions } from './use-title-badge.ts';

beforeEach(() => {
  document.title = 'Acme';
});
afterEach(() => {
  document.title = '';
});

async function open(options?: TitleBadgeOptions) {
  const scene = await openChatScene(['One', 'Two']);
  const { unmount } = scene.hookAsAda(() => {
    useThreads();
    useMessages(scene.threadId);
    useTitleBadge(options);
  });
  await scene.untilLive();
  return { ...scene, unmount };
}

test('says in the title how much is unread, until it is read', async () => {
  const { ada, threadId, messageIds } = await open();
  await waitFor(() => expect(document.title).toBe('(2) Acme'));
  act(() => ada.markRead(threadId, messageIds[1] ?? ''));
  await waitFor(() => expect(document.title).toBe('Acme'));
});

test('keeps what the app sets as the title meanwhile, and gives it back', async () => {
  const { unmount, grace, threadId } = await open();
  await waitFor(() => expect(document.title).toBe('(2) Acme'));
  document.title = 'Acme · Launch';
  await waitFor(() => expect(document.title).toBe('(2) Acme · Launch'));
  await act(() => grace.send(threadId, { content: 'Three' }).settled);
  await waitFor(() => expect(document.title).toBe('(3) Acme · Launch'));
  unmount();
  expect(document.title).toBe('Acme · Launch');
});

test('has another form where the app wants one', async () => {
  await open({ format: ({ count }, title) => `${title} — ${count} new` });
  await waitFor(() => expect(document.title).toBe('Acme — 2 new'));
});
