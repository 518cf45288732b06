import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { useEffect, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useVisibleRead } from './use-visible-read.ts';

let scene: ChatScene;

beforeEach(async () => {
  scene = await createChatScene(['One', 'Two']);
});

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  await scene.end();
});

/** A list whose newest row is visible. */
function List({ enabled = true }: { readonly enabled?: boolean }): ReactNode {
  const { messageKeys } = useMessages(scene.threadId);
  const onVisibleChange = useVisibleRead(scene.threadId, { enabled });
  const newest = messageKeys.at(-1) ?? null;
  useEffect(() => onVisibleChange(newest), [newest, onVisibleChange]);
  return <p>{messageKeys.length} rows</p>;
}

const receiptsSent = (): number =>
  scene.requests.filter((request) => /^POST .*\/readReceipts/.test(request)).length;

async function openList(ui: ReactNode): Promise<void> {
  scene.renderAsAda(ui);
  await screen.findByText(/[1-9]\d* rows/);
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
}

// The page's own state is what the browser tells; jsdom cannot be covered or lose the focus.
const setPage = (page: { visible: boolean; focused: boolean }): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(page.visible ? 'visible' : 'hidden');
  vi.spyOn(document, 'hasFocus').mockReturnValue(page.focused);
};

test('a message that is seen sends one receipt, for the newest', async () => {
  setPage({ visible: true, focused: true });
  await openList(<List />);
  await waitFor(() => expect(receiptsSent()).toBe(1));
});

test.each([
  ['the page is hidden', { visible: false, focused: true }],
  ['the window has no focus', { visible: true, focused: false }],
])(
  'nothing is marked as read while %s, and one receipt leaves when that ends',
  async (_name, page) => {
    setPage(page);
    await openList(<List />);
    expect(receiptsSent()).toBe(0);
    setPage({ visible: true, focused: true });
    act(() => {
      window.dispatchEvent(new Event('focus'));
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() => expect(receiptsSent()).toBe(1));
  },
);

test('nothing is marked as read while something covers the list', async () => {
  setPage({ visible: true, focused: true });
  await openList(<List enabled={false} />);
  expect(receiptsSent()).toBe(0);
});

test('the own messages of a user send no receipt', async () => {
  setPage({ visible: true, focused: true });
  await openList(<List />);
  await waitFor(() => expect(receiptsSent()).toBe(1));
  await act(() => scene.ada.send(scene.threadId, { content: 'Mine' }).settled);
  expect(receiptsSent()).toBe(1);
});
